import WarningIcon from "@patternfly/react-icons/dist/esm/icons/rh-ui-warning-fill-icon";
import type { ClusterNode } from "@/api/types";
import styles from "./NodeProblems.module.css";

const tolerableSkew = 60;

/** What is wrong with a node, each in a sentence. */
export function problemsOf({ spec, status }: ClusterNode): string[] {
  const missing = spec.missingLogins.join(", ");
  const skew = status.clockSkewSeconds;
  return [
    status.problem,
    missing && `There is no account ${missing} on this node, so nobody can sign in as ${missing}.`,
    Math.abs(skew) > tolerableSkew
      ? `Its clock is ${Math.abs(skew)} seconds ${skew > 0 ? "ahead" : "behind"}.`
      : "",
  ].filter((problem) => problem !== "");
}

export function NodeProblems({ problems }: { problems: string[] }) {
  return problems.map((problem) => (
    <p key={problem} className={styles.problem}>
      <WarningIcon className="gh-warn" /> <span>{problem}</span>
    </p>
  ));
}
