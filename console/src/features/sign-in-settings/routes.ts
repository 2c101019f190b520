import { lazy } from "react";
import type { RouteDef } from "@/access/route";

export const signInSettingsRoutes: RouteDef[] = [
  {
    section: "tenantSettings",
    path: "settings/sign-in",
    title: "Sign-in",
    permission: "user.get",
    element: lazy(() => import("./SignInPage")),
  },
];
