import type { Cluster, ClusterInput, Environment, SshOptions } from "@/api/types";
import { defaultLease } from "./describe";

export const units = { second: 1, minute: 60, hour: 3_600, day: 86_400 } as const;
export type Unit = keyof typeof units;

export interface Lease {
  amount: string;
  unit: Unit;
}

export interface ClusterForm {
  name: string;
  environment: Environment;
  cloudType: string;
  logins: string[];
  sshOptions: SshOptions;
  lease: Lease;
}

const defaultOptions: SshOptions = {
  pty: true,
  portForwarding: true,
  agentForwarding: false,
  x11Forwarding: false,
};

export function formOf(cluster?: Cluster): ClusterForm {
  const environment = cluster?.spec.environment ?? "edge";
  return {
    name: cluster?.metadata.name ?? "",
    environment,
    cloudType: cluster?.spec.cloudType ?? "",
    logins: cluster?.spec.logins ?? [],
    sshOptions: cluster?.spec.sshOptions ?? defaultOptions,
    lease: leaseOf(cluster?.spec.leaseSeconds ?? defaultLease(environment)),
  };
}

export function inputOf(form: ClusterForm): ClusterInput {
  return {
    metadata: { name: form.name },
    spec: {
      environment: form.environment,
      cloudType: form.cloudType.trim(),
      logins: form.logins,
      sshOptions: form.sshOptions,
      leaseSeconds: secondsOf(form.lease),
    },
  };
}

/** In the largest unit that says it without a fraction. */
export function leaseOf(seconds: number): Lease {
  const fitting =
    (["day", "hour", "minute"] as const).find((unit) => seconds % units[unit] === 0) ?? "second";
  return { amount: String(seconds / units[fitting]), unit: fitting };
}

function secondsOf({ amount, unit }: Lease): number {
  return Number(amount) * units[unit];
}

export function leaseComplaint(lease: Lease): string | undefined {
  const seconds = secondsOf(lease);
  if (!Number.isInteger(seconds)) return "Give a whole number.";
  return seconds >= 10 && seconds <= 30 * units.day
    ? undefined
    : "A lease is between 10 seconds and 30 days.";
}
