import { Alert } from "@patternfly/react-core";
import type { ReactNode } from "react";
import { Problem } from "@/api/problem";
import { Lines, Message } from "./Message";
import styles from "./ProblemAlert.module.css";

interface Props {
  problem: unknown;
  /** What did not work: "The key was not added". */
  title: string;
  action?: ReactNode;
}

/** What the server said against it, with the reference that is also in its log. */
export function ProblemAlert({ problem, title, action }: Props) {
  const message = problem instanceof Error ? problem.message : "Something unexpected happened.";
  const items = problem instanceof Problem ? problem.items : [];
  const ref = problem instanceof Problem ? problem.ref : undefined;
  return (
    <Alert variant="danger" isInline title={title} component="p" actionLinks={action} role="alert">
      <p>
        <Message text={message} />
      </p>
      <Lines items={items} />
      {ref !== undefined && (
        <p className={styles.ref}>
          Reference <code>{ref}</code>
        </p>
      )}
    </Alert>
  );
}
