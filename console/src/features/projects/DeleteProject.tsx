import { deleteProject } from "@/api/projects";
import type { Project } from "@/api/types";
import { DeleteDialog } from "@/components/DeleteDialog";

export function DeleteProject({ project: { metadata }, onClose }: { project: Project; onClose: () => void }) {
  return (
    <DeleteDialog
      title={`Delete project “${metadata.name}”?`}
      failure="The project was not deleted"
      success={`“${metadata.name}” was deleted`}
      remove={(force) => deleteProject(metadata.uid, force)}
      onClose={onClose}
      byForce={
        <p>
          Deleting by force first takes every key away from these nodes, so that nobody gets in through
          Gatehouse any more. Then the project goes with its clusters, nodes and SSH keys. Sessions that are
          already open go on until they end.
        </p>
      }
    >
      <p>
        The project goes with its clusters and SSH keys. A project that still has nodes is not deleted without
        asking again.
      </p>
    </DeleteDialog>
  );
}
