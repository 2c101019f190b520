import { useCallback, useMemo } from "react";
import { useSearchParams } from "react-router";

export interface Column<Row> {
  key: string;
  title: string;
  cell: (row: Row) => React.ReactNode;
  /** What the rows are ordered by; without it the column cannot be sorted. */
  sortBy?: (row: Row) => string | number;
  /** Said to screen readers only, for columns whose cells speak for themselves. */
  isTitleHidden?: boolean;
}

const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
const pageSize = 50;

/** Filter, order and page of a list; they live in the address, so that a link or a reload shows the same. */
export function useListView<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  textOf: (row: Row) => string,
) {
  const [search, setSearch] = useSearchParams();
  const filter = search.get("filter") ?? "";
  const sort = search.get("sort") ?? "";
  const descending = sort.startsWith("-");
  const sortKey = descending ? sort.slice(1) : sort;

  const set = useCallback(
    (name: string, value: string) =>
      setSearch(
        (now) => {
          const next = new URLSearchParams(now);
          if (value === "") next.delete(name);
          else next.set(name, value);
          if (name !== "page") next.delete("page");
          return next;
        },
        { replace: true },
      ),
    [setSearch],
  );

  const matching = useMemo(() => {
    const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
    const kept = rows.filter((row) => {
      const text = textOf(row).toLowerCase();
      return words.every((word) => text.includes(word));
    });
    const by = columns.find((column) => column.key === sortKey)?.sortBy;
    if (by === undefined) return kept;
    const direction = descending ? -1 : 1;
    return kept.sort((a, b) => direction * compare(by(a), by(b)));
  }, [rows, columns, textOf, filter, sortKey, descending]);

  const pages = Math.max(1, Math.ceil(matching.length / pageSize));
  const page = Math.min(Math.max(1, Number(search.get("page")) || 1), pages);

  return {
    filter,
    setFilter: (text: string) => set("filter", text),
    sortKey,
    descending,
    sortBy: (key: string, direction: "asc" | "desc") => set("sort", direction === "desc" ? `-${key}` : key),
    matching: matching.length,
    shown: matching.slice((page - 1) * pageSize, page * pageSize),
    page,
    pageSize,
    setPage: (number: number) => set("page", number === 1 ? "" : String(number)),
  };
}

function compare(a: string | number, b: string | number): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return collator.compare(String(a), String(b));
}
