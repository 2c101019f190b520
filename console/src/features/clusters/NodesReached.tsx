import { Reach } from "@/components/Reach";
import type { Cluster } from "@/api/types";

export function NodesReached({ cluster: { status } }: { cluster: Cluster }) {
  const { total, connected } = status.nodes;
  if (total === 0) return <span className="gh-quiet">None</span>;
  return (
    <Reach
      done={connected}
      of={total}
      text={`${connected} of ${total}`}
      title={`${connected} of ${total} nodes were heard within the last 25 seconds.`}
    />
  );
}
