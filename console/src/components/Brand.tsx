import styles from "./Brand.module.css";

/** The mark: a gatehouse whose portcullis hangs half way. */
function BrandMark() {
  return (
    <svg className={styles.mark} viewBox="0 0 32 32" aria-hidden="true">
      <path
        className={styles.stone}
        d="M3 29.5V4h2.9v2.9h2.2V4H11v6h2.6V7.4h4.8V10H21V4h2.9v2.9h2.2V4H29v25.5h-6.8V20a6.2 6.2 0 0 0-12.4 0v9.5z"
      />
      <path
        className={styles.portcullis}
        d="M12.7 17.3v8.5M16 16v11.4M19.3 17.3v8.5M11.6 20h8.8M11.6 23.4h8.8"
      />
    </svg>
  );
}

export function Brand({ size = "small" }: { size?: "small" | "large" }) {
  return (
    <span className={size === "large" ? styles.large : styles.small}>
      <BrandMark />
      <span className={styles.name}>Gatehouse</span>
    </span>
  );
}
