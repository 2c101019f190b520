import { deleteUser, setUserActive } from "@/api/users";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { DeleteDialog } from "@/components/DeleteDialog";
import { MakePasswordLink } from "./MakePasswordLink";
import { UserDialog } from "./UserDialog";
import { WhatStops } from "./WhatStops";
import type { Person } from "./describe";
import { personName } from "./describe";
import type { UserDeed } from "./useUserActions";

interface Props {
  deed: UserDeed;
  user: Person;
  onClose: () => void;
  onGone?: () => void;
}

/** Asks, and does it. */
export function UserDialogs({ deed, user, onClose, onGone }: Props) {
  const { uid } = user.metadata;
  const name = personName(user);
  switch (deed) {
    case "edit":
      return <UserDialog existing={user} onClose={onClose} />;
    case "link":
      return <MakePasswordLink uid={uid} name={name} onClose={onClose} />;
    case "deactivate":
      return (
        <DeleteDialog
          title={`Deactivate ${name}?`}
          verb="Deactivate"
          failure={`${name} was not deactivated`}
          success={`${name} was deactivated`}
          remove={() => setUserActive(uid, false)}
          onClose={onClose}
        >
          <p>{name} can no longer sign in. Their roles stay, for when they come back.</p>
          <WhatStops uid={uid} />
        </DeleteDialog>
      );
    case "reactivate":
      return (
        <ConfirmDialog
          title={`Re-activate ${name}?`}
          verb="Re-activate"
          failure={`${name} was not re-activated`}
          success={`${name} was re-activated`}
          act={() => setUserActive(uid, true)}
          onClose={onClose}
        >
          <p>
            {name} can sign in again, with the roles they hold. Suspended SSH keys stay closed until somebody
            resumes each of them, and API keys until they are re-activated.
          </p>
        </ConfirmDialog>
      );
    case "delete":
      return (
        <DeleteDialog
          title={`Delete ${name}?`}
          failure={`${name} was not deleted`}
          success={`${name} was deleted`}
          remove={() => deleteUser(uid)}
          onClose={onClose}
          onGone={onGone}
        >
          <p>
            {name} goes with their roles, and leaves every team. The audit log keeps what they did. To keep
            the door open for their return, deactivate them instead.
          </p>
          <WhatStops uid={uid} />
        </DeleteDialog>
      );
  }
}
