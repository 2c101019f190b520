import { call } from "./client";
import { read } from "./read";
import type { RegistrationTokenInput, RegistrationTokenItems, Uid } from "./types";

const base = "/v1/edgehosts/tokens";

export const registrationTokensQuery = () =>
  read<RegistrationTokenItems>(["registration-tokens"], base, "tenant");

export function createRegistrationToken(input: RegistrationTokenInput): Promise<Uid> {
  return call("POST", base, { body: input });
}

export function updateRegistrationToken(uid: string, input: RegistrationTokenInput): Promise<void> {
  return call("PUT", `${base}/${uid}`, { body: input });
}

export function setRegistrationTokenActive(uid: string, isActive: boolean): Promise<void> {
  return call("PUT", `${base}/${uid}/state`, { body: { isActive } });
}

export function deleteRegistrationToken(uid: string): Promise<void> {
  return call("DELETE", `${base}/${uid}`);
}
