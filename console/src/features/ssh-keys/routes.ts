import { lazy } from "react";
import type { RouteDef } from "@/access/route";

const element = lazy(() => import("./SshKeysPage"));

export const sshKeyRoutes: RouteDef[] = [
  {
    section: "projectSettings",
    path: "settings/ssh-keys",
    title: "SSH Keys",
    permission: "sshKey.list",
    element,
  },
  {
    section: "tenantSettings",
    path: "settings/ssh-keys",
    title: "SSH Keys",
    permission: "sshKey.list",
    element,
  },
  {
    section: "profile",
    path: "profile/ssh-keys",
    title: "My SSH Keys",
    permission: null,
    element: lazy(() => import("./OwnSshKeysPage")),
  },
];
