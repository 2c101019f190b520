import { Button } from "@patternfly/react-core";
import AddIcon from "@patternfly/react-icons/dist/esm/icons/rh-ui-add-icon";
import KeyIcon from "@patternfly/react-icons/dist/esm/icons/rh-ui-key-icon";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useCan } from "@/access/scope";
import { useMe } from "@/access/useMe";
import { apiKeysQuery } from "@/api/apiKeys";
import type { ApiKey, Permission } from "@/api/types";
import { activeText } from "@/components/ActiveLabel";
import { DataTable } from "@/components/DataTable";
import { EmptyState } from "@/components/EmptyState";
import type { MenuAction } from "@/components/RowMenu";
import { ApiKeyDialog } from "./ApiKeyDialog";
import type { ApiKeyDeed } from "./ApiKeyDialogs";
import { ApiKeyDialogs } from "./ApiKeyDialogs";
import { CreatedKey } from "./CreatedKey";
import { apiKeyColumns } from "./columns";
import { userName } from "./describe";

type Open =
  | { what: "create" }
  | { what: "created"; name: string; value: string }
  | { what: ApiKeyDeed; apiKey: ApiKey }
  | null;

export default function ApiKeysPage() {
  const can = useCan();
  const me = useMe();
  const keys = useQuery(apiKeysQuery());
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);

  /** One's own keys need no permission. */
  function actionsOf(apiKey: ApiKey): MenuAction[] {
    const may = (permission: Permission) => apiKey.spec.user.uid === me.uid || can(permission);
    const actions: MenuAction[] = [];
    const add = (label: string, what: ApiKeyDeed, isDanger = false) =>
      actions.push({ label, onSelect: () => setOpen({ what, apiKey }), isDanger });
    if (may("apiKey.update")) {
      add("Edit", "edit");
      if (apiKey.status.isActive) add("Revoke", "revoke");
      else add("Re-activate", "reactivate");
    }
    if (may("apiKey.delete")) add("Delete", "delete", true);
    return actions;
  }

  const createButton = (
    <Button icon={<AddIcon />} onClick={() => setOpen({ what: "create" })}>
      Create API key
    </Button>
  );

  return (
    <>
      <DataTable
        noun="API key"
        columns={apiKeyColumns}
        query={{ ...keys, data: keys.data?.items }}
        keyOf={({ metadata }) => metadata.uid}
        nameOf={({ metadata }) => metadata.name}
        textOf={(key) => [key.metadata.name, userName(key), activeText(key.status.isActive)].join(" ")}
        actionsOf={actionsOf}
        action={createButton}
        empty={
          <EmptyState title="No API keys yet" icon={KeyIcon} action={createButton}>
            An API key is what a program shows in place of a user’s password.
          </EmptyState>
        }
      />
      {open?.what === "create" && (
        <ApiKeyDialog
          onClose={close}
          onCreated={(name, value) => setOpen({ what: "created", name, value })}
        />
      )}
      {open?.what === "created" && <CreatedKey name={open.name} value={open.value} onClose={close} />}
      {open !== null && "apiKey" in open && (
        <ApiKeyDialogs deed={open.what} apiKey={open.apiKey} onClose={close} />
      )}
    </>
  );
}
