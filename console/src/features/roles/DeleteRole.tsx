import { deleteRole } from "@/api/roles";
import type { Role } from "@/api/types";
import { DeleteDialog } from "@/components/DeleteDialog";

export function DeleteRole({ role: { metadata }, onClose }: { role: Role; onClose: () => void }) {
  return (
    <DeleteDialog
      title={`Delete role “${metadata.name}”?`}
      failure="The role was not deleted"
      success={`“${metadata.name}” was deleted`}
      remove={() => deleteRole(metadata.uid)}
      onClose={onClose}
    >
      <p>A role that somebody holds is not deleted: take it from them first.</p>
    </DeleteDialog>
  );
}
