import { useCallback } from "react";
import { useSearchParams } from "react-router";
import type { AuditFilter } from "@/api/audits";

const members = {
  startTime: "from",
  endTime: "until",
  actor: "actor",
  resourceKind: "kind",
  resourceUid: "object",
  actionType: "action",
  outcome: "outcome",
} as const satisfies Record<keyof AuditFilter, string>;

/** Filter, page and opened event; they live in the address, so that a link or a reload shows the same. */
export function useAuditFilter() {
  const [search, setSearch] = useSearchParams();

  const filter: AuditFilter = {};
  for (const [member, name] of Object.entries(members) as [keyof AuditFilter, string][]) {
    const value = search.get(name);
    if (value) filter[member] = value;
  }

  const change = useCallback(
    (changes: Record<string, string>, options?: { replace: boolean }) =>
      setSearch((now) => {
        const next = new URLSearchParams(now);
        for (const [name, value] of Object.entries(changes)) {
          if (value === "") next.delete(name);
          else next.set(name, value);
        }
        return next;
      }, options),
    [setSearch],
  );

  return {
    filter,
    isFiltered: Object.keys(filter).length > 0,
    setFilter: (member: keyof AuditFilter, value: string) =>
      change({ [members[member]]: value, page: "", event: "" }),
    /** Only this filter, and no other. */
    showOnly: (member: keyof AuditFilter, value: string) => setSearch({ [members[member]]: value }),
    clear: () => setSearch({}),
    page: Math.max(1, Number.parseInt(search.get("page") ?? "", 10) || 1),
    setPage: (page: number) => change({ page: page === 1 ? "" : String(page) }),
    event: search.get("event"),
    openEvent: (uid: string) => change({ event: uid }),
    closeEvent: () => change({ event: "" }, { replace: true }),
  };
}
