import { Button } from "@patternfly/react-core";
import PeopleIcon from "@patternfly/react-icons/dist/esm/icons/rh-ui-users-icon";
import { useCan } from "@/access/scope";
import type { NamedUid, Team } from "@/api/types";
import { DataTable } from "@/components/DataTable";
import { EmptyState } from "@/components/EmptyState";
import type { Column } from "@/components/useListView";
import { HolderLink } from "./HolderLink";

const columns: Column<NamedUid>[] = [
  {
    key: "name",
    title: "Name",
    cell: ({ uid, name }) => <HolderLink kind="users" uid={uid} name={name} />,
    sortBy: ({ name }) => name,
  },
];

export function MembersOfTeam({ team, onEdit }: { team: Team; onEdit: () => void }) {
  const can = useCan();
  const editButton = can("team.update") ? <Button onClick={onEdit}>Edit members</Button> : undefined;
  return (
    <DataTable
      noun="member"
      columns={columns}
      query={{ data: team.spec.users, error: null, refetch: () => {} }}
      keyOf={({ uid }) => uid}
      nameOf={({ name }) => name}
      textOf={({ name }) => name}
      action={editButton}
      empty={
        <EmptyState title="No members yet" icon={PeopleIcon} action={editButton}>
          Whoever is in the team inherits its roles.
        </EmptyState>
      }
    />
  );
}
