import KeyIcon from "@patternfly/react-icons/dist/esm/icons/rh-ui-key-icon";
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { permissionsIn } from "@/access/scope";
import { useMe } from "@/access/useMe";
import { ownSshKeysQuery } from "@/api/sshKeys";
import type { OwnSshKey } from "@/api/types";
import { DataTable } from "@/components/DataTable";
import { EmptyState } from "@/components/EmptyState";
import type { Column } from "@/components/useListView";
import { keyColumns, textOfKey } from "./columns";

const where = ({ project }: OwnSshKey) => project?.name ?? "Every project";

const isToldElsewhere = ["scope", "owner"];

const columns: Column<OwnSshKey>[] = [
  ...keyColumns.filter(({ key }) => !isToldElsewhere.includes(key)),
  { key: "where", title: "Where", cell: (key) => <Where sshKey={key} />, sortBy: where },
];

/** Leads to where the key is edited, for whoever may look there. */
function Where({ sshKey }: { sshKey: OwnSshKey }) {
  const { project, metadata } = sshKey;
  const scope = project === null ? "tenant" : { project: project.uid };
  if (!permissionsIn(useMe(), scope).includes("sshKey.list")) return where(sshKey);
  const home = project === null ? "/admin" : `/projects/${project.uid}`;
  return (
    <Link to={`${home}/settings/ssh-keys?filter=${encodeURIComponent(metadata.name)}`}>{where(sshKey)}</Link>
  );
}

/** Every key that the person owns; what may be done with one is decided where it is. */
export default function OwnSshKeysPage() {
  const keys = useQuery(ownSshKeysQuery());
  return (
    <DataTable
      noun="SSH key"
      columns={columns}
      query={{ ...keys, data: keys.data?.items }}
      keyOf={({ metadata }) => metadata.uid}
      nameOf={({ metadata }) => metadata.name}
      textOf={(key) => `${textOfKey(key)} ${where(key)}`}
      empty={
        <EmptyState title="You own no SSH keys" icon={KeyIcon}>
          A key that you add in a project, under Project Settings &gt; SSH Keys, is yours and stands here too.
          So does one that somebody adds for you. It is edited and deleted where it was added.
        </EmptyState>
      }
    />
  );
}
