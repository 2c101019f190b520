import { Skeleton } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { usePlace } from "@/access/scope";
import { teamsQuery } from "@/api/teams";
import type { Team } from "@/api/types";
import { NotThere } from "@/components/NotThere";
import { ProblemAlert } from "@/components/ProblemAlert";
import { count } from "@/components/time";
import { DeleteTeam } from "./DeleteTeam";
import { MembersOfTeam } from "./MembersOfTeam";
import { ObjectPage } from "./ObjectPage";
import { ProjectRoles } from "./ProjectRoles";
import { TeamDialog } from "./TeamDialog";
import { TenantRoles } from "./TenantRoles";
import { useTeamActions } from "./useTeamActions";

export default function TeamPage() {
  const { team: uid = "" } = useParams();
  const { home } = usePlace();
  const teams = useQuery(teamsQuery());
  if (teams.data === undefined) {
    if (teams.error) return <ProblemAlert problem={teams.error} title="The team could not be read" />;
    return <Skeleton height="12rem" screenreaderText="Reading the team" />;
  }
  const team = teams.data.items.find(({ metadata }) => metadata.uid === uid);
  if (team === undefined) {
    return <NotThere what="This team" back={<Link to={`${home}/people/teams`}>Back to the teams</Link>} />;
  }
  return <TeamView team={team} />;
}

function TeamView({ team }: { team: Team }) {
  const { home } = usePlace();
  const navigate = useNavigate();
  const [open, setOpen] = useState<"edit" | "delete" | null>(null);
  const actions = useTeamActions(setOpen)(team);
  const close = () => setOpen(null);
  const holder = { kind: "teams", uid: team.metadata.uid, name: team.metadata.name, team } as const;

  return (
    <>
      <ObjectPage
        list={{ path: "people/teams", title: "Teams" }}
        name={holder.name}
        description={`Team of ${count(team.spec.users.length, "member")}`}
        actions={actions}
        tabs={[
          {
            key: "members",
            title: "Members",
            content: <MembersOfTeam team={team} onEdit={() => setOpen("edit")} />,
          },
          { key: "project-roles", title: "Project Roles", content: <ProjectRoles holder={holder} /> },
          { key: "tenant-roles", title: "Tenant Roles", content: <TenantRoles holder={holder} /> },
        ]}
      />
      {open === "edit" && <TeamDialog existing={team} onClose={close} />}
      {open === "delete" && (
        <DeleteTeam team={team} onClose={close} onGone={() => void navigate(`${home}/people/teams`)} />
      )}
    </>
  );
}
