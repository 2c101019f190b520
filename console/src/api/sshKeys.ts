import { queryOptions } from "@tanstack/react-query";
import type { Scope } from "./client";
import { call } from "./client";
import { ask, read, scopeKey } from "./read";
import type { KeyCheck, OwnSshKeyItems, SshKeyInput, SshKeyItems, Uid } from "./types";

const base = "/v1/users/assets/sshkeys";

export const sshKeysQuery = (scope: Scope) => read<SshKeyItems>(["ssh-keys", scopeKey(scope)], base, scope);

/** Those that one owns, in every project and in the tenant. */
export const ownSshKeysQuery = () => read<OwnSshKeyItems>(["ssh-keys", "own"], "/v1/me/sshkeys", "tenant");

/**
 * What registering this key would say, or saving it when `uid` names the one that is edited; stores nothing. Never hand
 * it a private key.
 */
export const keyCheckQuery = (scope: Scope, publicKey: string, name: string, uid: string | undefined) =>
  queryOptions({
    ...ask<KeyCheck>(["ssh-key-check", scopeKey(scope), publicKey, name, uid], `${base}/check`, scope, {
      publicKey,
      name: name === "" ? undefined : name,
      uid,
    }),
    gcTime: 0,
    staleTime: Infinity,
    retry: false,
  });

export function createSshKey(scope: Scope, input: SshKeyInput): Promise<Uid> {
  return call("POST", base, { scope, body: input });
}

export function updateSshKey(scope: Scope, uid: string, input: SshKeyInput): Promise<void> {
  return call("PUT", `${base}/${uid}`, { scope, body: input });
}

export function approveSshKey(scope: Scope, uid: string): Promise<void> {
  return call("POST", `${base}/${uid}/approve`, { scope });
}

export function resumeSshKey(scope: Scope, uid: string): Promise<void> {
  return call("POST", `${base}/${uid}/resume`, { scope });
}

export function deleteSshKey(scope: Scope, uid: string): Promise<void> {
  return call("DELETE", `${base}/${uid}`, { scope });
}
