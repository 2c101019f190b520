import { Spinner } from "@patternfly/react-core";
import CheckIcon from "@patternfly/react-icons/dist/esm/icons/rh-ui-check-circle-fill-icon";
import WarningIcon from "@patternfly/react-icons/dist/esm/icons/rh-ui-warning-fill-icon";
import { Message } from "@/components/Message";
import styles from "./KeyVerdict.module.css";
import { typeAndSize } from "./describe";
import type { Verdict } from "./useKeyCheck";

/** What the server found in the key, while it is typed. */
export function KeyVerdict({ verdict }: { verdict: Verdict }) {
  return (
    <div role="status" className={styles.region}>
      {verdict.state === "checking" && (
        <p className={styles.checking}>
          <Spinner size="sm" aria-label="Checking" /> Checking the key
        </p>
      )}
      {verdict.state === "unknown" && (
        <p className={styles.checking}>The key could not be checked just now. Confirm checks it again.</p>
      )}
      {verdict.state === "checked" && verdict.key !== null && verdict.problem === undefined && (
        <Sound found={verdict.key} />
      )}
    </div>
  );
}

function Sound({ found }: { found: NonNullable<Extract<Verdict, { state: "checked" }>["key"]> }) {
  return (
    <div className={styles.verdict}>
      <CheckIcon className="gh-good" />
      <dl className={styles.facts}>
        <div>
          <dt>Type</dt>
          <dd>
            {typeAndSize(found.type, found.bits)}, {found.bits} bits
          </dd>
        </div>
        <div>
          <dt>Fingerprint</dt>
          <dd className={styles.mono}>{found.fingerprint}</dd>
        </div>
        {found.comment !== "" && (
          <div>
            <dt>Comment</dt>
            <dd>{found.comment}</dd>
          </div>
        )}
      </dl>
      {found.warnings.map(({ rule, message }) => (
        <p key={rule} className={styles.warning}>
          <WarningIcon className="gh-warn" />{" "}
          <span>
            <Message text={message} />
          </span>
        </p>
      ))}
    </div>
  );
}
