import { ActiveLabel, activeText } from "./ActiveLabel";
import { Expiry } from "./Expiry";
import { RelativeTime } from "./RelativeTime";
import type { Column } from "./useListView";

export const nameColumn: Column<{ metadata: { name: string } }> = {
  key: "name",
  title: "Name",
  cell: ({ metadata }) => <span className="gh-strong">{metadata.name}</span>,
  sortBy: ({ metadata }) => metadata.name,
};

export const stateColumn: Column<{ status: { isActive: boolean } }> = {
  key: "state",
  title: "State",
  cell: ({ status }) => <ActiveLabel isActive={status.isActive} />,
  sortBy: ({ status }) => activeText(status.isActive),
};

export const createdColumn: Column<{ metadata: { creationTimestamp: string } }> = {
  key: "created",
  title: "Created",
  cell: ({ metadata }) => <RelativeTime time={metadata.creationTimestamp} />,
  sortBy: ({ metadata }) => Date.parse(metadata.creationTimestamp),
};

/** What never ends comes last. */
export const expiresColumn: Column<{ spec: { expiry: string | null } }> = {
  key: "expires",
  title: "Expires",
  cell: ({ spec }) => <Expiry time={spec.expiry} />,
  sortBy: ({ spec }) => (spec.expiry === null ? Number.MAX_SAFE_INTEGER : Date.parse(spec.expiry)),
};
