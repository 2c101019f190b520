import { Label } from "@patternfly/react-core";
import type { ApiKey } from "@/api/types";
import { RelativeTime } from "@/components/RelativeTime";
import { createdColumn, expiresColumn, nameColumn, stateColumn } from "@/components/columns";
import type { Column } from "@/components/useListView";
import { userName } from "./describe";

const userColumn: Column<ApiKey> = { key: "user", title: "User", cell: userName, sortBy: userName };

const lastUsedColumn: Column<ApiKey> = {
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
const ownNameColumn: Column<ApiKey> = {
  ...nameColumn,
  cell: (apiKey) => (
    <>
      {nameColumn.cell(apiKey)}{" "}
      {!apiKey.status.isActive && (
        <Label isCompact color="grey" title="It is refused until it is re-activated.">
          Revoked
        </Label>
      )}
    </>
  ),
};

export const columns = [nameColumn, userColumn, stateColumn, expiresColumn, lastUsedColumn];
export const ownColumns = [ownNameColumn, createdColumn, expiresColumn, lastUsedColumn];
