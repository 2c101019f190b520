import type { ApiKey } from "@/api/types";

export function userName({ spec: { user } }: ApiKey): string {
  return `${user.firstName} ${user.lastName}`.trim() || user.uid;
}
