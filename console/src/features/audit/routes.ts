import { lazy } from "react";
import type { RouteDef } from "@/access/route";

const page = {
  path: "audits",
  title: "Audit Logs",
  permission: "audit.list",
  element: lazy(() => import("./AuditPage")),
} as const;

export const auditRoutes: RouteDef[] = [
  { ...page, section: "projectAudits" },
  { ...page, section: "tenantAudits" },
];
