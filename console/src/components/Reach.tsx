import CheckIcon from "@patternfly/react-icons/dist/esm/icons/rh-ui-check-circle-fill-icon";
import styles from "./Reach.module.css";

interface Props {
  done: number;
  of: number;
  text: string;
  title?: string;
}

const circumference = 2 * Math.PI * 6;

/** How far something has come among the nodes: a ring that fills, then a tick. */
export function Reach({ done, of, text, title }: Props) {
  const complete = done >= of;
  return (
    <span className={styles.reach} title={title}>
      {complete ? (
        <CheckIcon className={styles.complete} />
      ) : (
        <svg className={styles.ring} viewBox="0 0 16 16" aria-hidden="true">
          <circle className={styles.track} cx="8" cy="8" r="6" />
          <circle
            className={styles.part}
            cx="8"
            cy="8"
            r="6"
            strokeDasharray={`${(done / of) * circumference} ${circumference}`}
            transform="rotate(-90 8 8)"
          />
        </svg>
      )}
      {text}
    </span>
  );
}
