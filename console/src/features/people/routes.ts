import { lazy } from "react";
import type { RouteDef } from "@/access/route";

export const peopleRoutes: RouteDef[] = [
  {
    section: "people",
    path: "people/users",
    title: "Users",
    permission: "user.list",
    element: lazy(() => import("./UsersPage")),
  },
  {
    section: "people",
    path: "people/teams",
    title: "Teams",
    permission: "team.list",
    element: lazy(() => import("./TeamsPage")),
  },
  {
    section: "people",
    path: "people/users/:user",
    title: "User",
    permission: "user.get",
    element: lazy(() => import("./UserPage")),
  },
  {
    section: "people",
    path: "people/teams/:team",
    title: "Team",
    permission: "team.list",
    element: lazy(() => import("./TeamPage")),
  },
];
