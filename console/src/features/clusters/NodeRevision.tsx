import { Reach } from "@/components/Reach";
import type { ClusterNode } from "@/api/types";

/** What the node has confirmed to enforce, against what it should. */
export function NodeRevision({ node: { status }, newest }: { node: ClusterNode; newest: number }) {
  return (
    <Reach
      done={status.current ? 1 : 0}
      of={1}
      text={status.current ? String(status.revision) : `${status.revision} of ${newest}`}
      title={
        status.current
          ? "It has confirmed the newest revision."
          : `It has confirmed revision ${status.revision}; the newest is ${newest}.`
      }
    />
  );
}
