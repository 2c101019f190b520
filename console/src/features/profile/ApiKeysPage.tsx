import { Button, Label } from "@patternfly/react-core";
import AddIcon from "@patternfly/react-icons/dist/esm/icons/rh-ui-add-icon";
import KeyIcon from "@patternfly/react-icons/dist/esm/icons/rh-ui-key-icon";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useMe } from "@/access/useMe";
import { apiKeysQuery } from "@/api/apiKeys";
import type { ApiKey } from "@/api/types";
import { DataTable } from "@/components/DataTable";
import { EmptyState } from "@/components/EmptyState";
import { Expiry } from "@/components/Expiry";
import { RelativeTime } from "@/components/RelativeTime";
import type { MenuAction } from "@/components/RowMenu";
import type { Column } from "@/components/useListView";
import { ApiKeyDialog } from "./ApiKeyDialog";
import type { ApiKeyDeed } from "./ApiKeyDialogs";
import { ApiKeyDialogs } from "./ApiKeyDialogs";
import { CreatedApiKey } from "./CreatedApiKey";

const columns: Column<ApiKey>[] = [
  {
    key: "name",
    title: "Name",
    cell: ({ metadata, status }) => (
      <>
        <span className="gh-strong">{metadata.name}</span>{" "}
        {!status.isActive && (
          <Label isCompact color="grey" title="It is refused until it is re-activated.">
            Revoked
          </Label>
        )}
      </>
    ),
    sortBy: ({ metadata }) => metadata.name,
  },
  {
    key: "created",
    title: "Created",
    cell: ({ metadata }) => <RelativeTime time={metadata.creationTimestamp} />,
    sortBy: ({ metadata }) => Date.parse(metadata.creationTimestamp),
  },
  {
    key: "expires",
    title: "Expires",
    cell: ({ spec }) => <Expiry time={spec.expiry} />,
    sortBy: ({ spec }) => Date.parse(spec.expiry),
  },
  {
    key: "lastUsed",
    title: "Last used",
    cell: ({ status }) => (
      <>
        <RelativeTime time={status.lastUsed} />
        {status.lastUsedFrom !== "" && <span className="gh-quiet"> from {status.lastUsedFrom}</span>}
      </>
    ),
    sortBy: ({ status }) => (status.lastUsed === null ? 0 : Date.parse(status.lastUsed)),
  },
];

const textOf = ({ metadata, status }: ApiKey) =>
  [metadata.name, status.lastUsedFrom, status.isActive ? "" : "revoked"].join(" ");

type Open =
  | { what: "create" }
  | { what: "created"; name: string; value: string }
  | { what: ApiKeyDeed; apiKey: ApiKey }
  | null;

export default function ApiKeysPage() {
  const { uid } = useMe();
  const keys = useQuery(apiKeysQuery());
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const mine = keys.data?.items.filter(({ spec }) => spec.user.uid === uid);

  function actionsOf(apiKey: ApiKey): MenuAction[] {
    const action = (label: string, what: ApiKeyDeed, isDanger = false) => ({
      label,
      onSelect: () => setOpen({ what, apiKey }),
      isDanger,
    });
    return [
      action("Edit", "edit"),
      apiKey.status.isActive ? action("Revoke", "revoke") : action("Re-activate", "reactivate"),
      action("Delete", "delete", true),
    ];
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
        columns={columns}
        query={{ ...keys, data: mine }}
        keyOf={({ metadata }) => metadata.uid}
        nameOf={({ metadata }) => metadata.name}
        textOf={textOf}
        actionsOf={actionsOf}
        action={createButton}
        empty={
          <EmptyState title="No API keys yet" icon={KeyIcon} action={createButton}>
            An API key is what a program shows in place of your password. It may do what you may, except
            change your password.
          </EmptyState>
        }
      />
      {open?.what === "create" && (
        <ApiKeyDialog
          onClose={close}
          onCreated={(name, value) => setOpen({ what: "created", name, value })}
        />
      )}
      {open?.what === "created" && <CreatedApiKey name={open.name} value={open.value} onClose={close} />}
      {open !== null && "apiKey" in open && (
        <ApiKeyDialogs deed={open.what} apiKey={open.apiKey} onClose={close} />
      )}
    </>
  );
}
