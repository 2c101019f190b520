import type { Cluster, SshKey } from "@/api/types";

const families: Record<string, string> = {
  "ssh-ed25519": "Ed25519",
  "sk-ssh-ed25519@openssh.com": "Ed25519 security key",
  "ssh-rsa": "RSA",
  "ecdsa-sha2-nistp256": "ECDSA P-256",
  "ecdsa-sha2-nistp384": "ECDSA P-384",
  "ecdsa-sha2-nistp521": "ECDSA P-521",
  "sk-ecdsa-sha2-nistp256@openssh.com": "ECDSA security key",
};

/** "RSA 4096", "Ed25519": the size where it is a choice. */
export function typeAndSize(type: string, bits: number): string {
  const family = families[type] ?? type;
  return type === "ssh-rsa" ? `${family} ${bits}` : family;
}

export function personName({ name, emailId }: SshKey["status"]["createdBy"]): string {
  return name || emailId;
}

/** Whose access it is. */
export function ownerName({ status }: Pick<SshKey, "status">): string {
  if (status.owner !== null) return personName(status.owner);
  return status.scope === "tenant" ? "The tenant" : "The project";
}

/** A compromised key opens until its owner replaces it. */
export function opens({ state }: SshKey["status"]): boolean {
  return state === "active" || state === "compromised";
}

/** The clusters that a key opens: those with one of its logins, or all of them. */
export function clustersOpenedBy(key: SshKey, clusters: readonly Cluster[]): Cluster[] {
  const { logins } = key.spec;
  return clusters.filter(
    (cluster) => logins.length === 0 || cluster.spec.logins.some((login) => logins.includes(login)),
  );
}
