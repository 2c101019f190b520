import {
  Button,
  Pagination,
  SearchInput,
  Skeleton,
  Toolbar,
  ToolbarContent,
  ToolbarGroup,
  ToolbarItem,
} from "@patternfly/react-core";
import type { ReactNode } from "react";
import styles from "./DataTable.module.css";
import { ProblemAlert } from "./ProblemAlert";
import { RowsTable } from "./RowsTable";
import type { RowsOf } from "./RowsTable";
import { count } from "./time";
import { useListView } from "./useListView";

interface Props<Row> extends RowsOf<Row> {
  query: { data: readonly Row[] | undefined; error: unknown; refetch: () => unknown };
  /** The text that the filter searches. */
  textOf: (row: Row) => string;
  /** The main button above the table. */
  action?: ReactNode;
  /** Instead of the table while there are no rows at all. */
  empty: ReactNode;
}

export function DataTable<Row>(props: Props<Row>) {
  const { noun, query, action, empty } = props;
  if (query.data === undefined && query.error) {
    return (
      <ProblemAlert
        problem={query.error}
        title={`The ${noun}s could not be read`}
        action={
          <Button variant="link" isInline onClick={() => void query.refetch()}>
            Try again
          </Button>
        }
      />
    );
  }
  if (query.data === undefined) return <Loading noun={noun} />;
  if (query.data.length === 0) return empty;
  return <Rows {...props} rows={query.data} action={action} />;
}

function Loading({ noun }: { noun: string }) {
  return (
    <div className={styles.loading} role="status" aria-label={`Reading the ${noun}s`}>
      <Skeleton width="18rem" height="2.2rem" />
      {[1, 2, 3, 4].map((line) => (
        <Skeleton key={line} height="2.6rem" />
      ))}
    </div>
  );
}

function Rows<Row>({ rows, ...props }: Props<Row> & { rows: readonly Row[] }) {
  const { noun, columns, textOf, action } = props;
  const view = useListView(rows, columns, textOf);
  const sortedIndex = columns.findIndex((column) => column.key === view.sortKey);
  const sortFor = (index: number, key: string) => ({
    sortBy:
      sortedIndex < 0
        ? {}
        : { index: sortedIndex, direction: view.descending ? ("desc" as const) : ("asc" as const) },
    onSort: (_event: unknown, _index: number, direction: "asc" | "desc") => view.sortBy(key, direction),
    columnIndex: index,
  });

  return (
    <>
      <Toolbar hasNoPadding className={styles.toolbar}>
        <ToolbarContent>
          <ToolbarItem className={styles.filter}>
            <SearchInput
              aria-label={`Filter ${noun}s`}
              placeholder={`Filter ${noun}s`}
              value={view.filter}
              onChange={(_event, text) => view.setFilter(text)}
              onClear={() => view.setFilter("")}
            />
          </ToolbarItem>
          <ToolbarItem alignSelf="center">
            <span role="status" className="gh-quiet">
              {view.matching === rows.length
                ? count(rows.length, noun)
                : `${view.matching} of ${count(rows.length, noun)}`}
            </span>
          </ToolbarItem>
          {action !== undefined && (
            <ToolbarGroup align={{ default: "alignEnd" }}>
              <ToolbarItem>{action}</ToolbarItem>
            </ToolbarGroup>
          )}
        </ToolbarContent>
      </Toolbar>
      {view.matching === 0 ? (
        <div className={styles.noMatch}>
          <p>No {noun} matches the filter.</p>
          <Button variant="link" isInline onClick={() => view.setFilter("")}>
            Clear the filter
          </Button>
        </div>
      ) : (
        <RowsTable
          {...props}
          rows={view.shown}
          sortOf={(index) => {
            const column = columns[index];
            return column?.sortBy && sortFor(index, column.key);
          }}
        />
      )}
      {view.matching > view.pageSize && (
        <Pagination
          itemCount={view.matching}
          page={view.page}
          perPage={view.pageSize}
          perPageOptions={[]}
          onSetPage={(_event, page) => view.setPage(page)}
          variant="bottom"
        />
      )}
    </>
  );
}
