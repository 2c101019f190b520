import { useQuery } from "@tanstack/react-query";
import { useCan } from "@/access/scope";
import { useMe } from "@/access/useMe";
import { apiKeysQuery } from "@/api/apiKeys";
import type { ApiKey } from "@/api/types";
import { activeText } from "@/components/ActiveLabel";
import { ApiKeysTable } from "./ApiKeysTable";
import { columns } from "./columns";
import { userName } from "./describe";

const textOf = (apiKey: ApiKey) =>
  [apiKey.metadata.name, userName(apiKey), activeText(apiKey.status.isActive)].join(" ");

/** Everybody's keys; one's own among them need no permission. */
export default function ApiKeysPage() {
  const can = useCan();
  const me = useMe();
  const keys = useQuery(apiKeysQuery());
  return (
    <ApiKeysTable
      whose="everybodys"
      columns={columns}
      query={{ ...keys, data: keys.data?.items }}
      textOf={textOf}
      may={(permission, { spec }) => spec.user.uid === me.uid || can(permission)}
    />
  );
}
