import { call } from "./client";
import { read } from "./read";
import type { HeldProjectRoles, HeldRoles } from "./types";

/** Whoever can hold roles: a user or a team, by the word that their addresses have. */
export interface Holder {
  kind: "users" | "teams";
  uid: string;
}

const addressOf = ({ kind, uid }: Holder) => `/v1/${kind}/${uid}`;

export const tenantRolesQuery = (holder: Holder) =>
  read<HeldRoles>(["tenant-roles", holder.uid], `${addressOf(holder)}/roles`, "tenant");

export const projectRolesQuery = (holder: Holder) =>
  read<HeldProjectRoles>(["project-roles", holder.uid], `${addressOf(holder)}/projects`, "tenant");

export function setTenantRoles(holder: Holder, roles: string[]): Promise<void> {
  return call("PUT", `${addressOf(holder)}/roles`, { body: { roles } });
}

/** Sets the holder's own roles in these projects. Those in others stay, as they are at this moment. */
export async function setProjectRoles(holder: Holder, projects: string[], roles: string[]): Promise<void> {
  const address = `${addressOf(holder)}/projects`;
  const held = await call<HeldProjectRoles>("GET", address);
  const kept = held.projects
    .filter(({ uid }) => !projects.includes(uid))
    .map((project) => ({ projectUid: project.uid, roles: project.roles.map(({ uid }) => uid) }));
  const wanted = projects.map((projectUid) => ({ projectUid, roles }));
  await call("PUT", address, { body: { projects: [...kept, ...wanted] } });
}
