import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import type { ThProps } from "@patternfly/react-table";
import type { ReactNode } from "react";
import { Fragment } from "react";
import styles from "./DataTable.module.css";
import type { MenuAction } from "./RowMenu";
import { RowMenu } from "./RowMenu";
import type { Column } from "./useListView";

/** What a table shows of each row. */
export interface RowsOf<Row> {
  /** What the rows are, one of them: "SSH key". */
  noun: string;
  columns: readonly Column<Row>[];
  keyOf: (row: Row) => string;
  nameOf: (row: Row) => string;
  actionsOf?: (row: Row) => MenuAction[];
  classOf?: (row: Row) => string | undefined;
  /** What is to be said of a row at more length than a cell has room for. */
  noteOf?: (row: Row) => ReactNode;
}

interface Props<Row> extends RowsOf<Row> {
  rows: readonly Row[];
  /** How the column of this index is sorted, if it can be. */
  sortOf?: (index: number) => ThProps["sort"];
}

/** The bare table. DataTable puts a filter, an order and pages around rows that are all here. */
export function RowsTable<Row>(props: Props<Row>) {
  const { noun, columns, rows, keyOf, nameOf, actionsOf, classOf, noteOf, sortOf } = props;
  return (
    <Table
      className={styles.table}
      role="table"
      aria-label={`${noun[0]?.toUpperCase()}${noun.slice(1)}s`}
      variant="compact"
      gridBreakPoint="grid-lg"
    >
      <Thead>
        <Tr>
          {columns.map(({ key, title, isTitleHidden }, index) => (
            <Th
              key={key}
              modifier="nowrap"
              sort={sortOf?.(index)}
              screenReaderText={isTitleHidden ? title : undefined}
            >
              {isTitleHidden ? undefined : title}
            </Th>
          ))}
          {actionsOf && <Th screenReaderText="Actions" />}
        </Tr>
      </Thead>
      <Tbody>
        {rows.map((row) => {
          const note = noteOf?.(row);
          return (
            <Fragment key={keyOf(row)}>
              <Tr className={[classOf?.(row), note ? styles.noted : undefined].filter(Boolean).join(" ")}>
                {columns.map(({ key, title, cell, isTitleHidden }) => (
                  <Td key={key} dataLabel={isTitleHidden ? undefined : title}>
                    {cell(row)}
                  </Td>
                ))}
                {actionsOf && (
                  <Td isActionCell>
                    {actionsOf(row).length > 0 && <RowMenu of={nameOf(row)} actions={actionsOf(row)} />}
                  </Td>
                )}
              </Tr>
              {note && (
                <Tr className={styles.note}>
                  <Td colSpan={columns.length + (actionsOf ? 1 : 0)}>{note}</Td>
                </Tr>
              )}
            </Fragment>
          );
        })}
      </Tbody>
    </Table>
  );
}
