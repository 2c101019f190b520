import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import type { AuditWithChanges } from "@/api/types";
import styles from "./Changes.module.css";
import { differences } from "./changes";

/** What an event changed, member by member. */
export function Changes({ changes }: { changes: AuditWithChanges["changes"] }) {
  const rows = differences(changes.before, changes.after);
  if (rows.length === 0) return <p className="gh-quiet">It changed nothing that the trail keeps.</p>;
  return (
    <Table
      role="table"
      variant="compact"
      aria-label="What changed"
      gridBreakPoint=""
      className={styles.changes}
    >
      <Thead>
        <Tr>
          <Th>What changed</Th>
          <Th>Before</Th>
          <Th>After</Th>
        </Tr>
      </Thead>
      <Tbody>
        {rows.map(({ member, before, after }) => (
          <Tr key={member}>
            <Td className="gh-mono">{member}</Td>
            <Td>{before ?? <span className="gh-quiet">None</span>}</Td>
            <Td>{after ?? <span className="gh-quiet">None</span>}</Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
