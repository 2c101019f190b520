import { lazy } from "react";
import type { RouteDef } from "@/access/route";

export const profileRoutes: RouteDef[] = [
  {
    section: "profile",
    path: "profile/password",
    title: "Password",
    permission: null,
    element: lazy(() => import("./PasswordPage")),
  },
  {
    section: "profile",
    path: "profile/sessions",
    title: "Sessions",
    permission: null,
    element: lazy(() => import("./SessionsPage")),
  },
];
