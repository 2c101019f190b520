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

/** Apart from the others, as it stands elsewhere in the order of tabs. */
export const ownApiKeyRoutes: RouteDef[] = [
  {
    section: "profile",
    path: "profile/api-keys",
    title: "My API Keys",
    permission: null,
    element: lazy(() => import("./OwnApiKeysPage")),
  },
];
