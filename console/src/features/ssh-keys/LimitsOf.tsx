import styles from "./KeyName.module.css";

/** What a key is limited to, when it is. */
export function LimitsOf({ logins, from }: { logins: string[]; from: string[] }) {
  if (logins.length === 0 && from.length === 0) return null;
  const parts = [
    logins.length > 0 ? `as ${logins.join(", ")}` : "",
    from.length > 0 ? `from ${from.join(", ")}` : "",
  ].filter(Boolean);
  return <span className={styles.limits}>Only {parts.join(", ")}</span>;
}
