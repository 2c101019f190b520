import PeopleIcon from "@patternfly/react-icons/dist/esm/icons/rh-ui-users-icon";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useCan } from "@/access/scope";
import { teamsQuery } from "@/api/teams";
import type { Team } from "@/api/types";
import { AddButton } from "@/components/AddButton";
import { DataTable } from "@/components/DataTable";
import { EmptyState } from "@/components/EmptyState";
import type { Column } from "@/components/useListView";
import { DeleteTeam } from "./DeleteTeam";
import { HolderLink } from "./HolderLink";
import { NamesOf } from "./NamesOf";
import { TeamDialog } from "./TeamDialog";
import { projectsColumn, rolesColumn } from "./columns";
import { names } from "./describe";
import { useTeamActions } from "./useTeamActions";

const columns: Column<Team>[] = [
  {
    key: "name",
    title: "Name",
    cell: ({ metadata }) => <HolderLink kind="teams" uid={metadata.uid} name={metadata.name} />,
    sortBy: ({ metadata }) => metadata.name,
  },
  {
    key: "members",
    title: "Members",
    cell: ({ spec }) => <NamesOf list={spec.users} />,
    sortBy: ({ spec }) => spec.users.length,
  },
  rolesColumn,
  projectsColumn,
];

const textOf = ({ metadata, spec }: Team) =>
  [metadata.name, ...[spec.users, spec.roles, spec.projects].map(names)].join(" ");

type Open = { what: "create" } | { what: "edit" | "delete"; team: Team } | null;

export default function TeamsPage() {
  const can = useCan();
  const teams = useQuery(teamsQuery());
  const [open, setOpen] = useState<Open>(null);
  const actionsOf = useTeamActions((what, team) => setOpen({ what, team }));
  const close = () => setOpen(null);

  const createButton = can("team.create") ? (
    <AddButton onClick={() => setOpen({ what: "create" })}>Create team</AddButton>
  ) : undefined;

  return (
    <>
      <DataTable
        noun="team"
        columns={columns}
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
