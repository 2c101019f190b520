import type { Meta } from "@/api/types";

export const ago = (milliseconds: number) => new Date(Date.now() - milliseconds).toISOString();
export const ahead = (milliseconds: number) => ago(-milliseconds);

let counter = 0;
export function newUid(): string {
  counter += 1;
  return `01930000-0000-7000-8000-${String(counter).padStart(12, "0")}`;
}

export function meta(name: string, created = ago(0), annotations: Record<string, string> = {}): Meta {
  return {
    uid: newUid(),
    name,
    labels: {},
    annotations,
    creationTimestamp: created,
    lastModifiedTimestamp: created,
    deletionTimestamp: "0001-01-01T00:00:00.000Z",
  };
}

/** A number that grows with everything that is made. */
export const serial = () => counter;
