import { lazy } from "react";
import type { RouteDef } from "@/access/route";

export const registrationTokenRoutes: RouteDef[] = [
  {
    section: "tenantSettings",
    path: "settings/registration-tokens",
    title: "Registration Tokens",
    permission: "edgeToken.list",
    element: lazy(() => import("./RegistrationTokensPage")),
  },
];
