import { Label } from "@patternfly/react-core";
import RolesIcon from "@patternfly/react-icons/dist/esm/icons/rh-ui-profile-icon";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useCan } from "@/access/scope";
import { tenantRolesQuery } from "@/api/roleBindings";
import type { NamedUid } from "@/api/types";
import { AddButton } from "@/components/AddButton";
import { DataTable } from "@/components/DataTable";
import { EmptyState } from "@/components/EmptyState";
import type { MenuAction } from "@/components/RowMenu";
import type { Column } from "@/components/useListView";
import { RemoveTenantRole } from "./RemoveTenantRole";
import { through } from "./RolesHeld";
import { TenantRolesDialog } from "./TenantRolesDialog";
import type { NamedHolder } from "./describe";
import { updateOf } from "./describe";
import { useTeamsGiving } from "./useTeamsGiving";

type HeldRole = NamedUid & { isOwn: boolean };
type Open = { what: "new" } | { what: "remove"; role: HeldRole } | null;

const columnsOf = (howOf: (role: HeldRole) => string): Column<HeldRole>[] => [
  {
    key: "role",
    title: "Role",
    cell: ({ name }) => <span className="gh-strong">{name}</span>,
    sortBy: ({ name }) => name,
  },
  {
    key: "how",
    title: "Held",
    cell: (role) => (
      <Label isCompact variant="outline" color={role.isOwn ? undefined : "grey"}>
        {howOf(role)}
      </Label>
    ),
    sortBy: howOf,
  },
];

/** Which roles somebody holds in the whole tenant. */
export function TenantRoles({ holder }: { holder: NamedHolder }) {
  const mayEdit = useCan()(updateOf[holder.kind]);
  const held = useQuery(tenantRolesQuery(holder));
  const teamsGiving = useTeamsGiving(holder);
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);

  const rows = held.data && [
    ...held.data.roles.map((role) => ({ ...role, isOwn: true })),
    ...held.data.inheritedRoles.map((role) => ({ ...role, isOwn: false })),
  ];
  const howOf = ({ uid, isOwn }: HeldRole) => (isOwn ? "given to them" : through(teamsGiving(uid)));

  function actionsOf(role: HeldRole): MenuAction[] {
    if (!mayEdit || !role.isOwn) return [];
    return [{ label: "Remove", onSelect: () => setOpen({ what: "remove", role }), isDanger: true }];
  }

  const newButton = mayEdit ? (
    <AddButton onClick={() => setOpen({ what: "new" })}>New Role</AddButton>
  ) : undefined;

  return (
    <>
      <DataTable
        noun="role"
        columns={columnsOf(howOf)}
        query={{ ...held, data: rows }}
        keyOf={({ uid, isOwn }) => `${uid} ${isOwn}`}
        nameOf={({ name }) => name}
        textOf={(role) => `${role.name} ${howOf(role)}`}
        actionsOf={actionsOf}
        action={newButton}
        empty={
          <EmptyState title="No roles in the tenant" icon={RolesIcon} action={newButton}>
            A tenant role is about the whole installation. A project role that is given here holds in every
            project, also in those to come.
          </EmptyState>
        }
      />
      {open?.what === "new" && (
        <TenantRolesDialog holder={holder} held={held.data?.roles ?? []} onClose={close} />
      )}
      {open?.what === "remove" && held.data && (
        <RemoveTenantRole holder={holder} held={held.data} role={open.role} onClose={close} />
      )}
    </>
  );
}
