import { call } from "./client";
import { ask, read } from "./read";
import type { Belongings, CreatedUser, PasswordLink, User, UserInput, UserItems, UserNames } from "./types";

/** Everybody, with their teams, their own roles in the tenant and the projects they may enter. */
export const usersQuery = () => ask<UserItems>(["users"], "/v1/users/summary", "tenant", {});

export const userQuery = (uid: string) => read<User>(["user", uid], `/v1/users/${uid}`, "tenant");

/** What would stop working without this person. */
export const belongingsQuery = (uid: string) =>
  read<Belongings>(["belongings", uid], `/v1/users/${uid}/belongings`, "tenant");

export function createUser(spec: UserInput["spec"]): Promise<CreatedUser> {
  return call("POST", "/v1/users", { body: { spec } });
}

export function updateUser(uid: string, spec: UserNames): Promise<void> {
  return call("PUT", `/v1/users/${uid}`, { body: { spec } });
}

export function setUserActive(uid: string, isActive: boolean): Promise<void> {
  return call("PUT", `/v1/users/${uid}/state`, { body: { isActive } });
}

/** One's own, by showing the present one; ends all other sessions. */
export function changePassword(uid: string, currentPassword: string, newPassword: string): Promise<void> {
  return call("PATCH", `/v1/users/${uid}/password/change`, { body: { currentPassword, newPassword } });
}

/** By it a user sets a password, in the place of any link before; it is theirs to read, by mail where that is sent. */
export function makePasswordLink(uid: string): Promise<PasswordLink> {
  return call("POST", `/v1/users/${uid}/password/link`);
}

export function deleteUser(uid: string): Promise<void> {
  return call("DELETE", `/v1/users/${uid}`);
}
