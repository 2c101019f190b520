import KeyIcon from "@patternfly/react-icons/dist/esm/icons/rh-ui-key-icon";
import type { ComponentProps } from "react";
import { useState } from "react";
import type { ApiKey, Permission } from "@/api/types";
import { AddButton } from "@/components/AddButton";
import { DataTable } from "@/components/DataTable";
import { EmptyState } from "@/components/EmptyState";
import type { MenuAction } from "@/components/RowMenu";
import { ApiKeyDialog } from "./ApiKeyDialog";
import type { ApiKeyDeed } from "./ApiKeyDialogs";
import { ApiKeyDialogs } from "./ApiKeyDialogs";
import { CreatedKey } from "./CreatedKey";
import type { Whose } from "./wording";
import { wordings } from "./wording";

type Open =
  | { what: "create" }
  | { what: "created"; name: string; value: string }
  | { what: ApiKeyDeed; apiKey: ApiKey }
  | null;

interface Props extends Pick<ComponentProps<typeof DataTable<ApiKey>>, "columns" | "query" | "textOf"> {
  whose: Whose;
  may: (permission: Permission, apiKey: ApiKey) => boolean;
}

/** API keys, and what may be done with each. Whoever sees the table may make a key, be it for oneself only. */
export function ApiKeysTable({ whose, may, ...table }: Props) {
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);

  function actionsOf(apiKey: ApiKey): MenuAction[] {
    const actions: MenuAction[] = [];
    const add = (label: string, what: ApiKeyDeed, isDanger = false) =>
      actions.push({ label, onSelect: () => setOpen({ what, apiKey }), isDanger });
    if (may("apiKey.update", apiKey)) {
      add("Edit", "edit");
      if (apiKey.status.isActive) add("Revoke", "revoke");
      else add("Re-activate", "reactivate");
    }
    if (may("apiKey.delete", apiKey)) add("Delete", "delete", true);
    return actions;
  }

  const createButton = <AddButton onClick={() => setOpen({ what: "create" })}>Create API key</AddButton>;

  return (
    <>
      <DataTable
        {...table}
        noun="API key"
        keyOf={({ metadata }) => metadata.uid}
        nameOf={({ metadata }) => metadata.name}
        actionsOf={actionsOf}
        action={createButton}
        empty={
          <EmptyState title="No API keys yet" icon={KeyIcon} action={createButton}>
            {wordings[whose].meaning}
          </EmptyState>
        }
      />
      {open?.what === "create" && (
        <ApiKeyDialog
          whose={whose}
          onClose={close}
          onCreated={(name, value) => setOpen({ what: "created", name, value })}
        />
      )}
      {open?.what === "created" && (
        <CreatedKey whose={whose} name={open.name} value={open.value} onClose={close} />
      )}
      {open !== null && "apiKey" in open && (
        <ApiKeyDialogs whose={whose} deed={open.what} apiKey={open.apiKey} onClose={close} />
      )}
    </>
  );
}
