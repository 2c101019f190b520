import type { SshKey } from "@/api/types";
import { ownerName } from "./describe";

export function KeyOwner({ sshKey }: { sshKey: SshKey }) {
  const { owner } = sshKey.status;
  if (owner === null) return <span className="gh-quiet">{ownerName(sshKey)}</span>;
  return <span title={owner.emailId}>{ownerName(sshKey)}</span>;
}
