import type { ReactNode } from "react";
import styles from "./PageBody.module.css";

/** What a page is about, as one calm surface. */
export function PageBody({ children }: { children: ReactNode }) {
  return <div className={styles.body}>{children}</div>;
}
