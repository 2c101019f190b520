import type { ApiKey } from "@/api/types";
import { ActiveLabel, activeText } from "@/components/ActiveLabel";
import { Expiry } from "@/components/Expiry";
import { RelativeTime } from "@/components/RelativeTime";
import type { Column } from "@/components/useListView";
import { userName } from "./describe";

export const apiKeyColumns: Column<ApiKey>[] = [
  {
    key: "name",
    title: "Name",
    cell: ({ metadata }) => <span className="gh-strong">{metadata.name}</span>,
    sortBy: ({ metadata }) => metadata.name,
  },
  { key: "user", title: "User", cell: userName, sortBy: userName },
  {
    key: "state",
    title: "State",
    cell: ({ status }) => <ActiveLabel isActive={status.isActive} />,
    sortBy: ({ status }) => activeText(status.isActive),
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
        <span className="gh-nowrap">
          <RelativeTime time={status.lastUsed} />
        </span>{" "}
        {status.lastUsedFrom !== "" && <span className="gh-quiet">from {status.lastUsedFrom}</span>}
      </>
    ),
    sortBy: ({ status }) => (status.lastUsed === null ? 0 : Date.parse(status.lastUsed)),
  },
];
