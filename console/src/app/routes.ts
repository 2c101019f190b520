import type { RouteDef, Section } from "@/access/route";
import { apiKeyRoutes, ownApiKeyRoutes } from "@/features/api-keys/routes";
import { auditRoutes } from "@/features/audit/routes";
import { clusterRoutes } from "@/features/clusters/routes";
import { peopleRoutes } from "@/features/people/routes";
import { profileRoutes } from "@/features/profile/routes";
import { projectRoutes } from "@/features/projects/routes";
import { registrationTokenRoutes } from "@/features/registration-tokens/routes";
import { roleRoutes } from "@/features/roles/routes";
import { signInSettingsRoutes } from "@/features/sign-in-settings/routes";
import { sshKeyRoutes } from "@/features/ssh-keys/routes";

/** Every page behind the door. The browser tests walk them, each in light and in dark. */
export const routes: RouteDef[] = [
  ...clusterRoutes,
  ...auditRoutes,
  ...profileRoutes,
  ...ownApiKeyRoutes,
  ...sshKeyRoutes,
  ...projectRoutes,
  ...peopleRoutes,
  ...roleRoutes,
  ...registrationTokenRoutes,
  ...apiKeyRoutes,
  ...signInSettingsRoutes,
];

export function routesOf(section: Section): RouteDef[] {
  return routes.filter((route) => route.section === section);
}

/** Whether its address names one object: such a page is no entry of a menu and no tab. */
export function isOfOneObject({ path }: RouteDef): boolean {
  return path.includes(":");
}

/** The pages of a section that its tabs lead to. */
export function tabsOf(section: Section): RouteDef[] {
  return routesOf(section).filter((route) => !isOfOneObject(route));
}
