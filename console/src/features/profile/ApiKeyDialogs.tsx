import { deleteApiKey, setApiKeyActive } from "@/api/apiKeys";
import type { ApiKey } from "@/api/types";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { DeleteDialog } from "@/components/DeleteDialog";
import { ApiKeyDialog } from "./ApiKeyDialog";

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
          failure="The API key was not revoked"
          success={`“${name}” was revoked`}
          remove={() => setApiKeyActive(uid, false)}
          onClose={onClose}
        >
          <p>Whatever uses it is refused at once. You can re-activate it later.</p>
        </DeleteDialog>
      );
    case "reactivate":
      return (
        <ConfirmDialog
          title={`Re-activate API key “${name}”?`}
          verb="Re-activate"
          failure="The API key was not re-activated"
          success={`“${name}” was re-activated`}
          act={() => setApiKeyActive(uid, true)}
          onClose={onClose}
        >
          <p>Whoever has it may again do what you may, until it expires.</p>
        </ConfirmDialog>
      );
    case "delete":
      return (
        <DeleteDialog
          title={`Delete API key “${name}”?`}
          failure="The API key was not deleted"
          success={`“${name}” was deleted`}
          remove={() => deleteApiKey(uid)}
          onClose={onClose}
        >
          <p>Whatever uses it is refused at once, and for good. The audit log keeps what it did.</p>
        </DeleteDialog>
      );
  }
}
