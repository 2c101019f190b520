import { useQuery } from "@tanstack/react-query";
import { setProjectRoles, tenantRolesQuery } from "@/api/roleBindings";
import type { RolesInProject } from "@/api/types";
import { DeleteDialog } from "@/components/DeleteDialog";
import { WhatMembersLose } from "./WhatMembersLose";
import { WhatStops } from "./WhatStops";
import type { NamedHolder } from "./describe";
import { names } from "./describe";

interface Props {
  holder: NamedHolder;
  place: RolesInProject;
  onClose: () => void;
}

export function RemoveProjectRoles({ holder, place, onClose }: Props) {
  return (
    <DeleteDialog
      title={`Take the roles in ${place.name} from ${holder.name}?`}
      verb="Remove"
      failure="The roles were not taken"
      success={`${holder.name} has no roles of their own in ${place.name} any more`}
      remove={() => setProjectRoles(holder, [place.uid], [])}
      onClose={onClose}
    >
      <p>Taken: {names(place.roles)}.</p>
      {holder.team !== undefined ? (
        <WhatMembersLose team={holder.team} />
      ) : (
        <WhatIsLeft uid={holder.uid} place={place} />
      )}
    </DeleteDialog>
  );
}

/** The last role in a project takes more with it than itself. */
function WhatIsLeft({ uid, place }: { uid: string; place: RolesInProject }) {
  const tenant = useQuery(tenantRolesQuery({ kind: "users", uid }));
  if (tenant.data === undefined) return null;
  const left = [...place.inheritedRoles, ...tenant.data.roles, ...tenant.data.inheritedRoles];
  if (left.length > 0)
    return <p>What they still hold there, through a team or in the tenant: {names(left)}.</p>;
  return (
    <>
      <p>It is their last role in {place.name}: they do not see the project any more.</p>
      <WhatStops uid={uid} project={place.uid} />
    </>
  );
}
