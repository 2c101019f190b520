import { useQuery } from "@tanstack/react-query";
import { useMe } from "@/access/useMe";
import { apiKeysQuery } from "@/api/apiKeys";
import type { ApiKey } from "@/api/types";
import { ApiKeysTable } from "./ApiKeysTable";
import { ownColumns } from "./columns";

const textOf = ({ metadata, status }: ApiKey) =>
  [metadata.name, status.lastUsedFrom, status.isActive ? "" : "revoked"].join(" ");

/** The person's own keys, which need no permission. */
export default function OwnApiKeysPage() {
  const { uid } = useMe();
  const keys = useQuery(apiKeysQuery());
  const mine = keys.data?.items.filter(({ spec }) => spec.user.uid === uid);
  return (
    <ApiKeysTable
      whose="own"
      columns={ownColumns}
      query={{ ...keys, data: mine }}
      textOf={textOf}
      may={() => true}
    />
  );
}
