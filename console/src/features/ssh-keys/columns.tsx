import type { SshKey } from "@/api/types";
import { Fingerprint } from "@/components/Fingerprint";
import { RelativeTime } from "@/components/RelativeTime";
import { expiresColumn } from "@/components/columns";
import type { Column } from "@/components/useListView";
import { InForce } from "./InForce";
import { KeyName } from "./KeyName";
import { KeyOwner } from "./KeyOwner";
import { KeyScope } from "./KeyScope";
import { ownerName, personName, typeAndSize } from "./describe";

export const keyColumns: Column<SshKey>[] = [
  { key: "name", title: "Name", cell: (key) => <KeyName sshKey={key} />, sortBy: (key) => key.metadata.name },
  {
    key: "type",
    title: "Type and size",
    cell: ({ status }) => <span className="gh-nowrap">{typeAndSize(status.type, status.bits)}</span>,
    sortBy: ({ status }) => typeAndSize(status.type, status.bits),
  },
  {
    key: "fingerprint",
    title: "Fingerprint",
    cell: (key) => <Fingerprint value={key.status.fingerprint} of={key.metadata.name} />,
    sortBy: (key) => key.status.fingerprint,
  },
  {
    key: "scope",
    title: "Scope",
    cell: (key) => <KeyScope sshKey={key} />,
    sortBy: (key) => key.status.scope,
  },
  { key: "owner", title: "Owner", cell: (key) => <KeyOwner sshKey={key} />, sortBy: ownerName },
  {
    key: "added",
    title: "Added",
    cell: (key) => (
      <>
        <span className="gh-nowrap">
          <RelativeTime time={key.metadata.creationTimestamp} />
        </span>{" "}
        <span className="gh-quiet" title={key.status.createdBy.emailId}>
          by {personName(key.status.createdBy)}
        </span>
      </>
    ),
    sortBy: (key) => Date.parse(key.metadata.creationTimestamp),
  },
  expiresColumn,
  {
    key: "inForce",
    title: "In force on",
    cell: (key) => <InForce sshKey={key} />,
    sortBy: ({ status: { inForce } }) => (inForce.of === 0 ? -1 : inForce.nodes / inForce.of),
  },
];

export function textOfKey({ metadata, spec, status }: SshKey): string {
  const comment = spec.publicKey.trim().split(/\s+/).slice(2).join(" ");
  return [
    metadata.name,
    comment,
    status.type,
    typeAndSize(status.type, status.bits),
    status.fingerprint,
    status.scope,
    status.state,
    status.createdBy.name,
    status.createdBy.emailId,
    ownerName({ status }),
    status.owner?.emailId,
    ...spec.logins,
    ...spec.from,
  ].join(" ");
}
