import { Reach } from "@/components/Reach";
import type { SshKey } from "@/api/types";
import { count } from "@/components/time";
import { opens } from "./describe";

/** How many of the nodes have confirmed what this key may do now. */
export function InForce({ sshKey: { status } }: { sshKey: SshKey }) {
  if (status.state === "held" || status.state === "suspended") {
    return (
      <span className="gh-quiet gh-nowrap" title={status.held ?? status.suspended ?? undefined}>
        {status.state === "held" ? "Held" : "Suspended"}
      </span>
    );
  }
  const { nodes, of } = status.inForce;
  if (of === 0) {
    return (
      <span className="gh-quiet gh-nowrap" title="There is no node in reach of this key yet.">
        No nodes
      </span>
    );
  }
  const closed = !opens(status) || status.coveredBy !== null;
  const title = closed
    ? `${nodes} of ${count(of, "node")} confirmed that this entry opens nothing.`
    : `${nodes} of ${count(of, "node")} confirmed that this key opens them.`;
  return <Reach done={nodes} of={of} title={title} text={`${nodes} of ${count(of, "node")}`} />;
}
