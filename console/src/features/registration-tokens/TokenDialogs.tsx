import { deleteRegistrationToken, setRegistrationTokenActive } from "@/api/registrationTokens";
import type { RegistrationToken } from "@/api/types";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { DeleteDialog } from "@/components/DeleteDialog";
import { RegistrationTokenDialog } from "./RegistrationTokenDialog";

export type TokenDeed = "edit" | "switchOn" | "switchOff" | "delete";

interface Props {
  deed: TokenDeed;
  token: RegistrationToken;
  onClose: () => void;
}

/** Asks, and does it. */
export function TokenDialogs({ deed, token, onClose }: Props) {
  const { uid, name } = token.metadata;
  switch (deed) {
    case "edit":
      return <RegistrationTokenDialog existing={token} onClose={onClose} />;
    case "switchOn":
      return (
        <ConfirmDialog
          title={`Switch on registration token “${name}”?`}
          verb="Switch on"
          failure="The token was not switched on"
          success={`“${name}” was switched on`}
          act={() => setRegistrationTokenActive(uid, true)}
          onClose={onClose}
        >
          <p>Whoever has its value can make machines into nodes again, until it expires.</p>
        </ConfirmDialog>
      );
    case "switchOff":
      return (
        <DeleteDialog
          title={`Switch off registration token “${name}”?`}
          verb="Switch off"
          failure="The token was not switched off"
          success={`“${name}” was switched off`}
          remove={() => setRegistrationTokenActive(uid, false)}
          onClose={onClose}
        >
          <p>It admits no machine until it is switched on again. Nodes that joined with it stay.</p>
        </DeleteDialog>
      );
    case "delete":
      return (
        <DeleteDialog
          title={`Delete registration token “${name}”?`}
          failure="The token was not deleted"
          success={`“${name}” was deleted`}
          remove={() => deleteRegistrationToken(uid)}
          onClose={onClose}
        >
          <p>Its value never works again. Nodes that joined with it stay.</p>
        </DeleteDialog>
      );
  }
}
