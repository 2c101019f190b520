import { deleteApiKey, setApiKeyActive } from "@/api/apiKeys";
import type { ApiKey } from "@/api/types";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { DeleteDialog } from "@/components/DeleteDialog";
import { ApiKeyDialog } from "./ApiKeyDialog";
import { userName } from "./describe";

export type ApiKeyDeed = "edit" | "revoke" | "reactivate" | "delete";

interface Props {
  deed: ApiKeyDeed;
  apiKey: ApiKey;
  onClose: () => void;
}

/** Asks, and does it. */
export function ApiKeyDialogs({ deed, apiKey, onClose }: Props) {
  const { uid, name } = apiKey.metadata;
  switch (deed) {
    case "edit":
      return <ApiKeyDialog existing={apiKey} onClose={onClose} />;
    case "revoke":
      return (
        <DeleteDialog
          title={`Revoke API key “${name}”?`}
          verb="Revoke"
          failure="The key was not revoked"
          success={`“${name}” was revoked`}
          remove={() => setApiKeyActive(uid, false)}
          onClose={onClose}
        >
          <p>What uses it is refused at once, until the key is re-activated.</p>
        </DeleteDialog>
      );
    case "reactivate":
      return (
        <ConfirmDialog
          title={`Re-activate API key “${name}”?`}
          verb="Re-activate"
          failure="The key was not re-activated"
          success={`“${name}” was re-activated`}
          act={() => setApiKeyActive(uid, true)}
          onClose={onClose}
        >
          <p>Whoever has it may again do what {userName(apiKey)} may, until it expires.</p>
        </ConfirmDialog>
      );
    case "delete":
      return (
        <DeleteDialog
          title={`Delete API key “${name}”?`}
          failure="The key was not deleted"
          success={`“${name}” was deleted`}
          remove={() => deleteApiKey(uid)}
          onClose={onClose}
        >
          <p>
            What uses it is refused at once, for good. To be able to take it back, revoke the key instead.
          </p>
        </DeleteDialog>
      );
  }
}
