import type { Audit } from "@/api/types";

/** The kinds of objects, as the menus call them; one that is not known here keeps the server's name. */
export const kindNames: Record<string, string> = {
  sshKey: "SSH key",
  cluster: "Cluster",
  node: "Node",
  project: "Project",
  user: "User",
  edgeToken: "Registration token",
  session: "Session",
  audit: "Audit trail",
  refusal: "Refusals",
};

export const typeNames: Record<string, string> = {
  create: "Created",
  update: "Changed",
  delete: "Deleted",
  activity: "Looked at",
  action: "Other",
};

export const outcomeNames: Record<string, string> = { done: "Done", denied: "Denied" };

export function kindName(kind: string): string {
  return kindNames[kind] ?? kind;
}

export function actorName({ actorType, user, serviceName }: Audit["spec"]["actor"]): string {
  if (actorType === "system") return "Gatehouse itself";
  return user?.emailId ?? (serviceName === "anyone" ? "Not signed in" : (serviceName ?? ""));
}

const toTheSecond = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
});

/** "22 Nov 2026, 18:00:05" in the reader's time zone. */
export function moment(time: string): string {
  return toTheSecond.format(new Date(time));
}
