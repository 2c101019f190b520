import type { Me } from "@/api/types";

export const tenantHome = "/admin";
/** The pages about oneself. */
export const personHome = "/my";
const lastProjectKey = "gatehouse.project";

export function projectHome(uid: string): string {
  return `/projects/${uid}`;
}

export function rememberProject(uid: string): void {
  localStorage.setItem(lastProjectKey, uid);
}

/** Where somebody begins: the project they were in last, else the first, else Tenant Admin. */
export function startOf(me: Me): string | null {
  const last = localStorage.getItem(lastProjectKey);
  const project = me.projects.find(({ uid }) => uid === last) ?? me.projects[0];
  if (project !== undefined) return projectHome(project.uid);
  return me.tenantPermissions.length > 0 ? tenantHome : null;
}
