import { usePlace } from "@/access/scope";
import { deleteCluster } from "@/api/clusters";
import type { Cluster } from "@/api/types";
import { DeleteDialog } from "@/components/DeleteDialog";

interface Props {
  cluster: Cluster;
  onClose: () => void;
  onGone?: () => void;
}

export function DeleteCluster({ cluster: { metadata }, onClose, onGone }: Props) {
  const { scope } = usePlace();
  return (
    <DeleteDialog
      title={`Delete cluster “${metadata.name}”?`}
      failure="The cluster was not deleted"
      success={`“${metadata.name}” was deleted`}
      remove={(force) => deleteCluster(scope, metadata.uid, force)}
      onClose={onClose}
      onGone={onGone}
      byForce={
        <p>
          Deleting by force first takes every key away from these nodes, so that nobody gets in through
          Gatehouse any more. Sessions that are already open go on until they end. Other ways in, such as a
          user’s own authorized_keys file, stay as they are.
        </p>
      }
    >
      <p>
        The cluster and its settings are deleted. A cluster that still has nodes is not deleted without asking
        again.
      </p>
    </DeleteDialog>
  );
}
