import { Label } from "@patternfly/react-core";
import type { Cluster } from "@/api/types";

/** In one word how a cluster stands: what needs attention comes first. */
export function ClusterState({ cluster: { status } }: { cluster: Cluster }) {
  const { total, connected, current } = status.nodes;
  if (status.state === "deleting")
    return (
      <Label isCompact status="warning" variant="outline">
        Deleting
      </Label>
    );
  if (total === 0)
    return (
      <Label isCompact color="grey" variant="outline">
        No nodes
      </Label>
    );
  if (connected < total)
    return (
      <Label isCompact status="warning" variant="outline">
        {total - connected} offline
      </Label>
    );
  if (current < total)
    return (
      <Label isCompact status="info" variant="outline">
        Updating
      </Label>
    );
  return (
    <Label isCompact status="success" variant="outline">
      Up to date
    </Label>
  );
}
