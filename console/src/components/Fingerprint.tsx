import { CopyButton } from "./CopyButton";
import styles from "./LineValue.module.css";

interface Props {
  value: string;
  /** Whose fingerprint it is, for the copy button's name. */
  of: string;
}

/** A SHA-256 fingerprint: its ends at a glance, the whole in its title and in the clipboard. */
export function Fingerprint({ value, of }: Props) {
  const digest = value.replace(/^SHA256:/, "");
  return (
    <span className={styles.value}>
      <span title={value} className="gh-mono gh-nowrap">
        {digest.slice(0, 8)}…{digest.slice(-4)}
      </span>
      <CopyButton size="sm" text={value} what={`the fingerprint of ${of}`} />
    </span>
  );
}
