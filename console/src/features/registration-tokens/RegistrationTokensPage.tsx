import KeyIcon from "@patternfly/react-icons/dist/esm/icons/rh-ui-key-icon";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useCan } from "@/access/scope";
import { registrationTokensQuery } from "@/api/registrationTokens";
import type { RegistrationToken } from "@/api/types";
import { activeText } from "@/components/ActiveLabel";
import { AddButton } from "@/components/AddButton";
import { DataTable } from "@/components/DataTable";
import { EmptyState } from "@/components/EmptyState";
import type { MenuAction } from "@/components/RowMenu";
import { SecretText } from "@/components/SecretText";
import { expiresColumn, nameColumn, stateColumn } from "@/components/columns";
import type { Column } from "@/components/useListView";
import { RegistrationTokenDialog } from "./RegistrationTokenDialog";
import type { TokenDeed } from "./TokenDialogs";
import { TokenDialogs } from "./TokenDialogs";

const projectOf = ({ spec }: RegistrationToken) => spec.defaultProject?.name ?? "Every project";

const columns: Column<RegistrationToken>[] = [
  nameColumn,
  {
    key: "value",
    title: "Value",
    cell: ({ metadata, spec }) => <SecretText value={spec.token} what={`the value of ${metadata.name}`} />,
  },
  { key: "project", title: "Project", cell: projectOf, sortBy: projectOf },
  stateColumn,
  expiresColumn,
];

type Open = { what: "create" } | { what: TokenDeed; token: RegistrationToken } | null;

export default function RegistrationTokensPage() {
  const can = useCan();
  const tokens = useQuery(registrationTokensQuery());
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);

  function actionsOf(token: RegistrationToken): MenuAction[] {
    const actions: MenuAction[] = [];
    const add = (label: string, what: TokenDeed, isDanger = false) =>
      actions.push({ label, onSelect: () => setOpen({ what, token }), isDanger });
    if (can("edgeToken.update")) {
      add("Edit", "edit");
      if (token.status.isActive) add("Switch off", "switchOff");
      else add("Switch on", "switchOn");
    }
    if (can("edgeToken.delete")) add("Delete", "delete", true);
    return actions;
  }

  const createButton = can("edgeToken.create") ? (
    <AddButton onClick={() => setOpen({ what: "create" })}>Create registration token</AddButton>
  ) : undefined;

  return (
    <>
      <DataTable
        noun="registration token"
        columns={columns}
        query={{ ...tokens, data: tokens.data?.items }}
        keyOf={({ metadata }) => metadata.uid}
        nameOf={({ metadata }) => metadata.name}
        textOf={(token) =>
          [token.metadata.name, projectOf(token), activeText(token.status.isActive)].join(" ")
        }
        actionsOf={actionsOf}
        action={createButton}
        empty={
          <EmptyState title="No registration tokens yet" icon={KeyIcon} action={createButton}>
            With one token many machines become nodes, each by itself. For a single machine, use Add node on
            the page of its cluster.
          </EmptyState>
        }
      />
      {open?.what === "create" && <RegistrationTokenDialog onClose={close} />}
      {open !== null && "token" in open && (
        <TokenDialogs deed={open.what} token={open.token} onClose={close} />
      )}
    </>
  );
}
