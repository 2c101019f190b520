import { Label } from "@patternfly/react-core";
import type { ClusterNode } from "@/api/types";

const states = {
  connected: { text: "Connected", status: "success" },
  offline: { text: "Offline", status: "warning" },
  retiring: { text: "Being removed", status: "info" },
} as const;

export function NodeState({ node }: { node: ClusterNode }) {
  const { text, status } = states[node.status.state];
  return (
    <Label isCompact variant="outline" status={status}>
      {text}
    </Label>
  );
}
