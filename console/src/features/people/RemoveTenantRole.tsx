import { setTenantRoles } from "@/api/roleBindings";
import type { HeldRoles, NamedUid } from "@/api/types";
import { DeleteDialog } from "@/components/DeleteDialog";
import { WhatMembersLose } from "./WhatMembersLose";
import { WhatStops } from "./WhatStops";
import type { NamedHolder } from "./describe";

interface Props {
  holder: NamedHolder;
  held: HeldRoles;
  role: NamedUid;
  onClose: () => void;
}

export function RemoveTenantRole({ holder, held, role, onClose }: Props) {
  const kept = held.roles.filter(({ uid }) => uid !== role.uid);
  return (
    <DeleteDialog
      title={`Take ${role.name} from ${holder.name}?`}
      verb="Remove"
      failure="The role was not taken"
      success={`${holder.name} no longer holds ${role.name} in the tenant`}
      remove={() =>
        setTenantRoles(
          holder,
          kept.map(({ uid }) => uid),
        )
      }
      onClose={onClose}
    >
      {holder.team !== undefined ? (
        <WhatMembersLose team={holder.team} />
      ) : kept.length + held.inheritedRoles.length > 0 ? (
        <p>They keep their other roles in the tenant.</p>
      ) : (
        <>
          <p>
            It is their last role in the tenant: they lose every project in which they hold no other role.
          </p>
          <WhatStops uid={holder.uid} />
        </>
      )}
    </DeleteDialog>
  );
}
