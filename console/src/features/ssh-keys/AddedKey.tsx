import { useQuery } from "@tanstack/react-query";
import type { Scope } from "@/api/client";
import { sshKeysQuery } from "@/api/sshKeys";
import { count } from "@/components/time";

/** Follows a new key to the nodes. */
export function AddedKey({ scope, uid }: { scope: Scope; uid: string }) {
  const keys = useQuery(sshKeysQuery(scope));
  const key = keys.data?.items.find((item) => item.metadata.uid === uid);
  if (key === undefined) return null;
  const { nodes, of } = key.status.inForce;
  if (of === 0) return <>There are no nodes yet. It opens each one that joins.</>;
  if (nodes === of) return <>In force on {count(of, "node")}. It works now.</>;
  return (
    <>
      In force on {nodes} of {count(of, "node")}. The others learn of it now, or when they are heard again.
    </>
  );
}
