import { read } from "./read";
import type { AccessAnswer, Permission } from "./types";

/** Whether a user may do this in a project, or in the tenant where `project` is empty, and why. */
export function accessQuery(userUid: string, projectUid: string, permission: Permission) {
  const wanted = new URLSearchParams({ userUid, permission });
  if (projectUid !== "") wanted.set("projectUid", projectUid);
  return read<AccessAnswer>(["access", wanted.toString()], `/v1/access/explain?${wanted}`, "tenant");
}
