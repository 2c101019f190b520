import { deleteApiKey, setApiKeyActive } from "@/api/apiKeys";
import type { ApiKey } from "@/api/types";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { DeleteDialog } from "@/components/DeleteDialog";
import { ApiKeyDialog } from "./ApiKeyDialog";
import type { Whose } from "./wording";
import { wordings } from "./wording";

export type ApiKeyDeed = "edit" | "revoke" | "reactivate" | "delete";

interface Props {
  whose: Whose;
  deed: ApiKeyDeed;
  apiKey: ApiKey;
  onClose: () => void;
}

/** Asks, and does it. */
export function ApiKeyDialogs({ whose, deed, apiKey, onClose }: Props) {
  const { uid, name } = apiKey.metadata;
  const { noun, revoke, reactivate, remove } = wordings[whose];
  switch (deed) {
    case "edit":
      return <ApiKeyDialog whose={whose} existing={apiKey} onClose={onClose} />;
    case "revoke":
      return (
        <DeleteDialog
          title={`Revoke API key “${name}”?`}
          verb="Revoke"
          failure={`The ${noun} was not revoked`}
          success={`“${name}” was revoked`}
          remove={() => setApiKeyActive(uid, false)}
          onClose={onClose}
        >
          <p>{revoke}</p>
        </DeleteDialog>
      );
    case "reactivate":
      return (
        <ConfirmDialog
          title={`Re-activate API key “${name}”?`}
          verb="Re-activate"
          failure={`The ${noun} was not re-activated`}
          success={`“${name}” was re-activated`}
          act={() => setApiKeyActive(uid, true)}
          onClose={onClose}
        >
          <p>{reactivate(apiKey)}</p>
        </ConfirmDialog>
      );
    case "delete":
      return (
        <DeleteDialog
          title={`Delete API key “${name}”?`}
          failure={`The ${noun} was not deleted`}
          success={`“${name}” was deleted`}
          remove={() => deleteApiKey(uid)}
          onClose={onClose}
        >
          <p>{remove}</p>
        </DeleteDialog>
      );
  }
}
