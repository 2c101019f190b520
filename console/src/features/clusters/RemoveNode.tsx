import { usePlace } from "@/access/scope";
import { deleteNode } from "@/api/clusters";
import type { ClusterNode } from "@/api/types";
import { DeleteDialog } from "@/components/DeleteDialog";
import { RelativeTime } from "@/components/RelativeTime";

export function RemoveNode({ node, onClose }: { node: ClusterNode; onClose: () => void }) {
  const { scope } = usePlace();
  const { uid, name } = node.metadata;
  return (
    <DeleteDialog
      title={`Remove node “${name}”?`}
      verb="Remove"
      failure="The node was not removed"
      success={`“${name}” was removed`}
      remove={() => deleteNode(scope, uid, true)}
      onClose={onClose}
    >
      <p>
        Its keys are taken away first: nobody gets in through Gatehouse any more. Then its credential ends,
        and the agent on it can be uninstalled. Sessions that are already open go on until they end.
      </p>
      {node.status.state !== "connected" && (
        <p>
          It is not connected now, so it cannot confirm. It closes when it is heard again, or when its lease
          ends <RelativeTime time={node.status.leaseEnd} never="soon" />.
        </p>
      )}
    </DeleteDialog>
  );
}
