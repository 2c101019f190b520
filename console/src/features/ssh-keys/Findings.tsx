import { Message } from "@/components/Message";
import { RelativeTime } from "@/components/RelativeTime";
import type { KeyFinding } from "@/api/types";
import styles from "./KeyName.module.css";

/** Why a registered key is no longer safe. It still opens: whoever owns it decides when it goes. */
export function Findings({ findings }: { findings: KeyFinding[] }) {
  return findings.map(({ rule, message, foundAt }) => (
    <span key={rule} className={styles.finding}>
      <Message text={message} /> Found <RelativeTime time={foundAt} />; the key still opens until it is
      replaced.
    </span>
  ));
}
