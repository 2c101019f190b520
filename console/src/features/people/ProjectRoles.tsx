import FolderIcon from "@patternfly/react-icons/dist/esm/icons/rh-ui-folders-icon";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useCan } from "@/access/scope";
import { projectRolesQuery } from "@/api/roleBindings";
import type { RolesInProject } from "@/api/types";
import { AddButton } from "@/components/AddButton";
import { DataTable } from "@/components/DataTable";
import { EmptyState } from "@/components/EmptyState";
import type { MenuAction } from "@/components/RowMenu";
import type { Column } from "@/components/useListView";
import { ProjectRolesDialog } from "./ProjectRolesDialog";
import { RemoveProjectRoles } from "./RemoveProjectRoles";
import { RolesHeld } from "./RolesHeld";
import type { NamedHolder } from "./describe";
import { names, updateOf } from "./describe";
import { useTeamsGiving } from "./useTeamsGiving";

type Open = { what: "new" } | { what: "edit" | "remove"; place: RolesInProject } | null;

/** In which projects somebody holds which roles. */
export function ProjectRoles({ holder }: { holder: NamedHolder }) {
  const mayEdit = useCan()(updateOf[holder.kind]);
  const held = useQuery(projectRolesQuery(holder));
  const teamsGiving = useTeamsGiving(holder);
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);

  const columns: Column<RolesInProject>[] = [
    {
      key: "project",
      title: "Project",
      cell: ({ name }) => <span className="gh-strong">{name}</span>,
      sortBy: ({ name }) => name,
    },
    {
      key: "roles",
      title: "Roles",
      cell: ({ uid, roles, inheritedRoles }) => (
        <RolesHeld roles={roles} inherited={inheritedRoles} teamsGiving={(role) => teamsGiving(role, uid)} />
      ),
      sortBy: ({ roles, inheritedRoles }) => names([...roles, ...inheritedRoles]),
    },
  ];

  function actionsOf(place: RolesInProject): MenuAction[] {
    if (!mayEdit) return [];
    const edit = { label: "Edit roles", onSelect: () => setOpen({ what: "edit", place }) };
    const remove = { label: "Remove", onSelect: () => setOpen({ what: "remove", place }), isDanger: true };
    return place.roles.length === 0 ? [edit] : [edit, remove];
  }

  const newButton = mayEdit ? (
    <AddButton onClick={() => setOpen({ what: "new" })}>New Role</AddButton>
  ) : undefined;

  return (
    <>
      <DataTable
        noun="project"
        columns={columns}
        query={{ ...held, data: held.data?.projects }}
        keyOf={({ uid }) => uid}
        nameOf={({ name }) => name}
        textOf={({ name, roles, inheritedRoles }) => [name, names(roles), names(inheritedRoles)].join(" ")}
        actionsOf={actionsOf}
        action={newButton}
        empty={
          <EmptyState title="No roles in projects" icon={FolderIcon} action={newButton}>
            {holder.name} holds no role that was given in a single project. Roles that were given in the
            tenant are on the tab Tenant Roles.
          </EmptyState>
        }
      />
      {open?.what === "new" && (
        <ProjectRolesDialog holder={holder} taken={held.data?.projects ?? []} onClose={close} />
      )}
      {open?.what === "edit" && (
        <ProjectRolesDialog holder={holder} taken={[]} place={open.place} onClose={close} />
      )}
      {open?.what === "remove" && <RemoveProjectRoles holder={holder} place={open.place} onClose={close} />}
    </>
  );
}
