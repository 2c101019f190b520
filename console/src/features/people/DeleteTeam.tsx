import { deleteTeam } from "@/api/teams";
import type { Team } from "@/api/types";
import { DeleteDialog } from "@/components/DeleteDialog";
import { WhatMembersLose } from "./WhatMembersLose";

export function DeleteTeam({
  team,
  onClose,
  onGone,
}: {
  team: Team;
  onClose: () => void;
  onGone?: () => void;
}) {
  const { uid, name } = team.metadata;
  return (
    <DeleteDialog
      title={`Delete team “${name}”?`}
      failure="The team was not deleted"
      success={`“${name}” was deleted`}
      remove={() => deleteTeam(uid)}
      onClose={onClose}
      onGone={onGone}
    >
      <p>The team goes with its roles. Its members stay.</p>
      <WhatMembersLose team={team} />
    </DeleteDialog>
  );
}
