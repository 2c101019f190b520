import PeopleIcon from "@patternfly/react-icons/dist/esm/icons/rh-ui-users-icon";
import { useQuery } from "@tanstack/react-query";
import { teamsQuery } from "@/api/teams";
import type { Team } from "@/api/types";
import { DataTable } from "@/components/DataTable";
import { EmptyState } from "@/components/EmptyState";
import type { Column } from "@/components/useListView";
import { HolderLink } from "./HolderLink";
import { NamesOf } from "./NamesOf";
import { names } from "./describe";

const columns: Column<Team>[] = [
  {
    key: "name",
    title: "Team",
    cell: ({ metadata }) => <HolderLink kind="teams" uid={metadata.uid} name={metadata.name} />,
    sortBy: ({ metadata }) => metadata.name,
  },
  { key: "roles", title: "Tenant roles", cell: ({ spec }) => <NamesOf list={spec.roles} /> },
  { key: "projects", title: "Projects", cell: ({ spec }) => <NamesOf list={spec.projects} /> },
];

export function TeamsOfUser({ uid }: { uid: string }) {
  const teams = useQuery(teamsQuery());
  const mine = teams.data?.items.filter(({ spec }) => spec.users.some((member) => member.uid === uid));
  return (
    <DataTable
      noun="team"
      columns={columns}
      query={{ ...teams, data: mine }}
      keyOf={({ metadata }) => metadata.uid}
      nameOf={({ metadata }) => metadata.name}
      textOf={({ metadata, spec }) => [metadata.name, names(spec.roles), names(spec.projects)].join(" ")}
      empty={
        <EmptyState title="In no team" icon={PeopleIcon}>
          Who is in a team is edited on the team’s page.
        </EmptyState>
      }
    />
  );
}
