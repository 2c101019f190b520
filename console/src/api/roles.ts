import { call } from "./client";
import { read } from "./read";
import type { PermissionGroup, RoleInput, RoleList, Uid } from "./types";

/** The scopes that a role may have here. */
export type RoleReach = "project" | "tenant";

/** All of them, the custom ones first. */
export const rolesQuery = () => read<RoleList>(["roles"], "/v1/roles?limit=0", "tenant");

/** The permissions that a role of this scope may hold, in groups. */
export const permissionsQuery = (reach: RoleReach) =>
  read<PermissionGroup[]>(["permissions", reach], `/v1/permissions?scope=${reach}`, "tenant");

export function createRole(input: RoleInput): Promise<Uid> {
  return call("POST", "/v1/roles", { body: input });
}

export function updateRole(uid: string, input: RoleInput): Promise<void> {
  return call("PUT", `/v1/roles/${uid}`, { body: input });
}

export function deleteRole(uid: string): Promise<void> {
  return call("DELETE", `/v1/roles/${uid}`);
}
