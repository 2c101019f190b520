import type { Environment } from "@/api/types";

export const environments: { value: Environment; name: string; meaning: string; leaseSeconds: number }[] = [
  { value: "edge", name: "Edge", meaning: "Sites that may be cut off for days", leaseSeconds: 604_800 },
  { value: "data-center", name: "Data center", meaning: "Your own machines", leaseSeconds: 259_200 },
  { value: "cloud", name: "Cloud", meaning: "Machines of a provider", leaseSeconds: 259_200 },
];

export function environmentName(environment: Environment): string {
  return environments.find(({ value }) => value === environment)?.name ?? environment;
}

export function defaultLease(environment: Environment): number {
  return environments.find(({ value }) => value === environment)?.leaseSeconds ?? 259_200;
}
