import { CopyButton } from "./CopyButton";
import styles from "./CopyBlock.module.css";

interface Props {
  text: string;
  what: string;
  /** Long lines wrap instead of scrolling. */
  wrap?: boolean;
}

/** A command or line to take along as it is. */
export function CopyBlock({ text, what, wrap = false }: Props) {
  return (
    <div className={styles.block}>
      <pre className={wrap ? styles.wrapped : styles.text} role="group" tabIndex={0} aria-label={what}>
        {text}
      </pre>
      <div className={styles.button}>
        <CopyButton text={text} what={what} />
      </div>
    </div>
  );
}
