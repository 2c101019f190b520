import { Button, Label } from "@patternfly/react-core";
import RolesIcon from "@patternfly/react-icons/dist/esm/icons/rh-ui-profile-icon";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useCan } from "@/access/scope";
import type { RoleReach } from "@/api/roles";
import { permissionsQuery, rolesQuery } from "@/api/roles";
import type { PermissionGroup, Role } from "@/api/types";
import { AddButton } from "@/components/AddButton";
import { DataTable } from "@/components/DataTable";
import { EmptyState } from "@/components/EmptyState";
import type { MenuAction } from "@/components/RowMenu";
import type { Column } from "@/components/useListView";
import { DeleteRole } from "./DeleteRole";
import { RoleDialog } from "./RoleDialog";
import { RoleView } from "./RoleView";
import { meaningsOf } from "./permissions";

type Open = { what: "create" } | { what: "view" | "clone" | "edit" | "delete"; role: Role } | null;

function columnsOf(groups: readonly PermissionGroup[], view: (role: Role) => void): Column<Role>[] {
  const meanings = meaningsOf(groups);
  const meaningful = ({ spec }: Role) =>
    spec.permissions.filter((permission) => meanings.has(permission)).length;
  return [
    {
      key: "name",
      title: "Name",
      cell: (role) => (
        <>
          <Button variant="link" isInline className="gh-strong" onClick={() => view(role)}>
            {role.metadata.name}
          </Button>{" "}
          {role.spec.type === "system" && (
            <Label isCompact color="grey">
              Built in
            </Label>
          )}
        </>
      ),
      sortBy: ({ metadata }) => metadata.name,
    },
    {
      key: "permissions",
      title: "Permissions",
      cell: (role) => {
        const kept = role.spec.permissions.length - meaningful(role);
        return (
          <>
            {meaningful(role)} {kept > 0 && <span className="gh-quiet">and {kept} kept for Palette</span>}
          </>
        );
      },
      sortBy: meaningful,
    },
  ];
}

/** The roles of one scope. */
export function RolesTable({ reach }: { reach: RoleReach }) {
  const can = useCan();
  const roles = useQuery(rolesQuery());
  const groups = useQuery(permissionsQuery(reach));
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);

  function actionsOf(role: Role): MenuAction[] {
    const isCustom = role.spec.type === "user";
    const actions: MenuAction[] = [{ label: "View", onSelect: () => setOpen({ what: "view", role }) }];
    if (can("role.update") && isCustom)
      actions.push({ label: "Edit", onSelect: () => setOpen({ what: "edit", role }) });
    if (can("role.create"))
      actions.push({ label: "Clone", onSelect: () => setOpen({ what: "clone", role }) });
    if (can("role.delete") && isCustom) {
      actions.push({ label: "Delete", onSelect: () => setOpen({ what: "delete", role }), isDanger: true });
    }
    return actions;
  }

  const createButton = can("role.create") ? (
    <AddButton onClick={() => setOpen({ what: "create" })}>
      {reach === "tenant" ? "Create tenant role" : "Create project role"}
    </AddButton>
  ) : undefined;

  return (
    <>
      <DataTable
        noun="role"
        columns={columnsOf(groups.data ?? [], (role) => setOpen({ what: "view", role }))}
        query={{ ...roles, data: roles.data?.items.filter(({ spec }) => spec.scope === reach) }}
        keyOf={({ metadata }) => metadata.uid}
        nameOf={({ metadata }) => metadata.name}
        textOf={({ metadata, spec }) =>
          [metadata.name, spec.type === "system" ? "built in" : "custom", ...spec.permissions].join(" ")
        }
        actionsOf={actionsOf}
        action={createButton}
        empty={
          <EmptyState title="No roles" icon={RolesIcon} action={createButton}>
            There are no roles of this scope.
          </EmptyState>
        }
      />
      {open?.what === "create" && <RoleDialog reach={reach} onClose={close} />}
      {open?.what === "clone" && <RoleDialog reach={reach} like={open.role} onClose={close} />}
      {open?.what === "edit" && <RoleDialog reach={reach} existing={open.role} onClose={close} />}
      {open?.what === "view" && <RoleView role={open.role} groups={groups.data ?? []} onClose={close} />}
      {open?.what === "delete" && <DeleteRole role={open.role} onClose={close} />}
    </>
  );
}
