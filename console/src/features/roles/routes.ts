import { lazy } from "react";
import type { RouteDef } from "@/access/route";

export const roleRoutes: RouteDef[] = [
  {
    section: "roles",
    path: "roles/project",
    title: "Project Roles",
    permission: "role.list",
    element: lazy(() => import("./ProjectRolesPage")),
  },
  {
    section: "roles",
    path: "roles/tenant",
    title: "Tenant Roles",
    permission: "role.list",
    element: lazy(() => import("./TenantRolesPage")),
  },
];
