import { call } from "./client";
import { read } from "./read";
import type { PasswordPolicy, PasswordPolicyInput, SessionTimeout } from "./types";

const policyOf = (tenant: string) => `/v1/tenants/${tenant}/password/policy`;
const timeoutOf = (tenant: string) => `/v1/tenants/${tenant}/authTokenSettings`;

export const passwordPolicyQuery = (tenant: string) =>
  read<PasswordPolicy>(["password-policy"], policyOf(tenant), "tenant");

/** After how long without an action a browser is signed out. */
export const sessionTimeoutQuery = (tenant: string) =>
  read<SessionTimeout>(["session-timeout"], timeoutOf(tenant), "tenant");

export function setPasswordPolicy(tenant: string, policy: PasswordPolicyInput): Promise<void> {
  return call("POST", policyOf(tenant), { body: policy });
}

export function setSessionTimeout(tenant: string, timeout: SessionTimeout): Promise<void> {
  return call("PUT", timeoutOf(tenant), { body: timeout });
}
