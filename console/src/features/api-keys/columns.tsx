import { Label } from "@patternfly/react-core";
import type { ApiKey } from "@/api/types";
import { ActiveLabel, activeText } from "@/components/ActiveLabel";
import { Expiry } from "@/components/Expiry";
import { RelativeTime } from "@/components/RelativeTime";
import type { Column } from "@/components/useListView";
import { userName } from "./describe";

const name: Column<ApiKey> = {
  key: "name",
  title: "Name",
  cell: ({ metadata }) => <span className="gh-strong">{metadata.name}</span>,
  sortBy: ({ metadata }) => metadata.name,
};

const user: Column<ApiKey> = { key: "user", title: "User", cell: userName, sortBy: userName };

const state: Column<ApiKey> = {
  key: "state",
  title: "State",
  cell: ({ status }) => <ActiveLabel isActive={status.isActive} />,
  sortBy: ({ status }) => activeText(status.isActive),
};

const created: Column<ApiKey> = {
  key: "created",
  title: "Created",
  cell: ({ metadata }) => <RelativeTime time={metadata.creationTimestamp} />,
  sortBy: ({ metadata }) => Date.parse(metadata.creationTimestamp),
};

const expires: Column<ApiKey> = {
  key: "expires",
  title: "Expires",
  cell: ({ spec }) => <Expiry time={spec.expiry} />,
  sortBy: ({ spec }) => Date.parse(spec.expiry),
};

const lastUsed: Column<ApiKey> = {
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
};

/** One's own keys need no column for what is rare: only a revoked one says so. */
const ownName: Column<ApiKey> = {
  ...name,
  cell: (apiKey) => (
    <>
      {name.cell(apiKey)}{" "}
      {!apiKey.status.isActive && (
        <Label isCompact color="grey" title="It is refused until it is re-activated.">
          Revoked
        </Label>
      )}
    </>
  ),
};

export const columns = [name, user, state, expires, lastUsed];
export const ownColumns = [ownName, created, expires, lastUsed];
