import { Label } from "@patternfly/react-core";
import type { ClusterNode } from "@/api/types";
import { RelativeTime } from "@/components/RelativeTime";
import { parseTime, useNow } from "@/components/time";

/** When all keys lapse if the node is not heard again; it warns from half of the lease. */
export function LeaseEnd({ node, leaseSeconds }: { node: ClusterNode; leaseSeconds: number }) {
  const now = useNow();
  const end = parseTime(node.status.leaseEnd);
  if (end === null) return <span className="gh-quiet">Not begun</span>;
  const left = end.getTime() - now;
  if (left <= 0) {
    return (
      <Label isCompact status="danger" variant="outline">
        Lapsed <RelativeTime time={node.status.leaseEnd} live />
      </Label>
    );
  }
  const text = <RelativeTime time={node.status.leaseEnd} />;
  if (node.status.state === "offline" && left < leaseSeconds * 500) {
    return (
      <Label isCompact status="warning" variant="outline">
        {text}
      </Label>
    );
  }
  return <span className="gh-nowrap">{text}</span>;
}
