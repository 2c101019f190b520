import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useCan, usePlace } from "@/access/scope";
import { sshKeysQuery } from "@/api/sshKeys";
import type { SshKey } from "@/api/types";
import { AddButton } from "@/components/AddButton";
import { DataTable } from "@/components/DataTable";
import type { MenuAction } from "@/components/RowMenu";
import { ApproveSshKey } from "./ApproveSshKey";
import { DeleteSshKey } from "./DeleteSshKey";
import { ExpiringKeys } from "./ExpiringKeys";
import { HeldKeys } from "./HeldKeys";
import { NoSshKeys } from "./NoSshKeys";
import { ResumeSshKey } from "./ResumeSshKey";
import { SshKeyDialog } from "./SshKeyDialog";
import { keyColumns, textOfKey } from "./columns";
import styles from "./SshKeysPage.module.css";

type Open = { what: "add" } | { what: "edit" | "approve" | "resume" | "delete"; key: SshKey } | null;

export default function SshKeysPage() {
  const { scope } = usePlace();
  const can = useCan();
  const keys = useQuery(sshKeysQuery(scope));
  const [open, setOpen] = useState<Open>(null);
  const [added, setAdded] = useState<string>();
  const close = () => setOpen(null);

  function actionsOf(key: SshKey): MenuAction[] {
    if (scope !== "tenant" && key.status.scope === "tenant") return [];
    const actions: MenuAction[] = [];
    if (can("sshKey.update")) actions.push({ label: "Edit", onSelect: () => setOpen({ what: "edit", key }) });
    if (can("sshKey.update") && key.status.state === "held") {
      actions.push({ label: "Approve", onSelect: () => setOpen({ what: "approve", key }) });
    }
    if (can("sshKey.update") && key.status.state === "suspended") {
      actions.push({ label: "Resume", onSelect: () => setOpen({ what: "resume", key }) });
    }
    if (can("sshKey.delete")) {
      actions.push({ label: "Delete", onSelect: () => setOpen({ what: "delete", key }), isDanger: true });
    }
    return actions;
  }

  const addButton = can("sshKey.create") ? (
    <AddButton onClick={() => setOpen({ what: "add" })}>Add New SSH Key</AddButton>
  ) : undefined;

  return (
    <>
      <HeldKeys keys={keys.data?.items ?? []} />
      <ExpiringKeys keys={keys.data?.items ?? []} />
      <DataTable
        noun="SSH key"
        columns={keyColumns}
        query={{ ...keys, data: keys.data?.items }}
        keyOf={(key) => key.metadata.uid}
        nameOf={(key) => key.metadata.name}
        textOf={textOfKey}
        actionsOf={actionsOf}
        classOf={(key) => (key.metadata.uid === added ? styles.added : undefined)}
        action={addButton}
        empty={<NoSshKeys action={addButton} />}
      />
      {open?.what === "add" && <SshKeyDialog onClose={close} onAdded={setAdded} />}
      {open?.what === "edit" && <SshKeyDialog existing={open.key} onClose={close} />}
      {open?.what === "approve" && <ApproveSshKey sshKey={open.key} onClose={close} />}
      {open?.what === "resume" && <ResumeSshKey sshKey={open.key} onClose={close} />}
      {open?.what === "delete" && <DeleteSshKey sshKey={open.key} onClose={close} />}
    </>
  );
}
