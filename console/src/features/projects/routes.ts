import { lazy } from "react";
import type { RouteDef } from "@/access/route";

export const projectRoutes: RouteDef[] = [
  {
    section: "projects",
    path: "projects",
    title: "Projects",
    permission: "project.list",
    element: lazy(() => import("./ProjectsPage")),
  },
];
