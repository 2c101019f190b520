import { lazy } from "react";
import type { RouteDef } from "@/access/route";

export const apiKeyRoutes: RouteDef[] = [
  {
    section: "tenantSettings",
    path: "settings/api-keys",
    title: "API Keys",
    permission: "apiKey.list",
    element: lazy(() => import("./ApiKeysPage")),
  },
];
