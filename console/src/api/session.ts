import { call } from "./client";
import { read } from "./read";
import type { Me } from "./types";

export const meQuery = () => read<Me>(["me"], "/v1/me", "tenant");

export function signIn(emailId: string, password: string): Promise<void> {
  return call("POST", "/v1/auth/session", { body: { emailId, password } });
}

export function signOut(): Promise<void> {
  return call("DELETE", "/v1/auth/session");
}

/** Sets the first password of a new user; `token` comes from the activation link. */
export function activate(token: string, password: string): Promise<void> {
  return call("PATCH", `/v1/auth/password/${encodeURIComponent(token)}/activate`, { body: { password } });
}

/** Sets another password; `token` comes from a link for who has forgotten theirs. */
export function resetPassword(token: string, password: string): Promise<void> {
  return call("PATCH", `/v1/auth/password/${encodeURIComponent(token)}/reset`, { body: { password } });
}

/** Asks for such a link by mail; the answer does not tell whether anybody has this address. */
export function askForResetLink(emailId: string): Promise<void> {
  return call("POST", "/v1/auth/user/password/reset", { body: { emailId } });
}

/** For who cannot sign in because their password has expired. */
export function changeExpiredPassword(
  emailId: string,
  currentPassword: string,
  newPassword: string,
): Promise<void> {
  return call("PATCH", "/v1/users/password/change", { body: { emailId, currentPassword, newPassword } });
}
