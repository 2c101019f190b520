import type { RouteDef, Section } from "@/access/route";
import { auditRoutes } from "@/features/audit/routes";
import { clusterRoutes } from "@/features/clusters/routes";
import { projectRoutes } from "@/features/projects/routes";
import { sshKeyRoutes } from "@/features/ssh-keys/routes";

/** Every page behind the door. The browser tests walk them, each in light and in dark. */
export const routes: RouteDef[] = [...clusterRoutes, ...auditRoutes, ...sshKeyRoutes, ...projectRoutes];

export function routesOf(section: Section): RouteDef[] {
  return routes.filter((route) => route.section === section);
}
