import { call } from "./client";
import { read } from "./read";
import type { ApiKeyChange, ApiKeyInput, ApiKeyItems, CreatedApiKey } from "./types";

const base = "/v1/apiKeys";

/** Everybody's, for whoever may list them; else one's own. */
export const apiKeysQuery = () => read<ApiKeyItems>(["api-keys"], base, "tenant");

export function createApiKey(input: ApiKeyInput): Promise<CreatedApiKey> {
  return call("POST", base, { body: input });
}

export function updateApiKey(uid: string, change: ApiKeyChange): Promise<void> {
  return call("PUT", `${base}/${uid}`, { body: change });
}

export function setApiKeyActive(uid: string, isActive: boolean): Promise<void> {
  return call("PUT", `${base}/${uid}/state`, { body: { isActive } });
}

export function deleteApiKey(uid: string): Promise<void> {
  return call("DELETE", `${base}/${uid}`);
}
