import type { NamedUid } from "@/api/types";
import type { Column } from "@/components/useListView";
import { NamesOf } from "./NamesOf";
import { names } from "./describe";

export const rolesColumn: Column<{ spec: { roles: readonly NamedUid[] } }> = {
  key: "roles",
  title: "Tenant roles",
  cell: ({ spec }) => <NamesOf list={spec.roles} />,
  sortBy: ({ spec }) => names(spec.roles),
};

export const projectsColumn: Column<{ spec: { projects: readonly NamedUid[] } }> = {
  key: "projects",
  title: "Projects",
  cell: ({ spec }) => <NamesOf list={spec.projects} />,
  sortBy: ({ spec }) => spec.projects.length,
};
