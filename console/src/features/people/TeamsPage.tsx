import { Button } from "@patternfly/react-core";
import AddIcon from "@patternfly/react-icons/dist/esm/icons/rh-ui-add-icon";
import PeopleIcon from "@patternfly/react-icons/dist/esm/icons/rh-ui-users-icon";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { useCan, usePlace } from "@/access/scope";
import { teamsQuery } from "@/api/teams";
import type { Team } from "@/api/types";
import { DataTable } from "@/components/DataTable";
import { EmptyState } from "@/components/EmptyState";
import type { Column } from "@/components/useListView";
import { DeleteTeam } from "./DeleteTeam";
import { NamesOf } from "./NamesOf";
import { TeamDialog } from "./TeamDialog";
import { names } from "./describe";
import { useTeamActions } from "./useTeamActions";

function columnsOf(home: string): Column<Team>[] {
  return [
    {
      key: "name",
      title: "Name",
      cell: ({ metadata }) => (
        <Link to={`${home}/people/teams/${metadata.uid}`} className="gh-strong">
          {metadata.name}
        </Link>
      ),
      sortBy: ({ metadata }) => metadata.name,
    },
    {
      key: "members",
      title: "Members",
      cell: ({ spec }) => <NamesOf list={spec.users} />,
      sortBy: ({ spec }) => spec.users.length,
    },
    {
      key: "roles",
      title: "Tenant roles",
      cell: ({ spec }) => <NamesOf list={spec.roles} />,
      sortBy: ({ spec }) => names(spec.roles),
    },
    {
      key: "projects",
      title: "Projects",
      cell: ({ spec }) => <NamesOf list={spec.projects} />,
      sortBy: ({ spec }) => spec.projects.length,
    },
  ];
}

const textOf = ({ metadata, spec }: Team) =>
  [metadata.name, ...[spec.users, spec.roles, spec.projects].map(names)].join(" ");

type Open = { what: "create" } | { what: "edit" | "delete"; team: Team } | null;

export default function TeamsPage() {
  const { home } = usePlace();
  const can = useCan();
  const teams = useQuery(teamsQuery());
  const [open, setOpen] = useState<Open>(null);
  const actionsOf = useTeamActions((what, team) => setOpen({ what, team }));
  const close = () => setOpen(null);

  const createButton = can("team.create") ? (
    <Button icon={<AddIcon />} onClick={() => setOpen({ what: "create" })}>
      Create team
    </Button>
  ) : undefined;

  return (
    <>
      <DataTable
        noun="team"
        columns={columnsOf(home)}
        query={{ ...teams, data: teams.data?.items }}
        keyOf={({ metadata }) => metadata.uid}
        nameOf={({ metadata }) => metadata.name}
        textOf={textOf}
        actionsOf={actionsOf}
        action={createButton}
        empty={
          <EmptyState title="No teams yet" icon={PeopleIcon} action={createButton}>
            A team holds roles, and its members inherit them: people come and go, the roles stay.
          </EmptyState>
        }
      />
      {open?.what === "create" && <TeamDialog onClose={close} />}
      {open?.what === "edit" && <TeamDialog existing={open.team} onClose={close} />}
      {open?.what === "delete" && <DeleteTeam team={open.team} onClose={close} />}
    </>
  );
}
