import { Skeleton } from "@patternfly/react-core";
import styles from "./PageLoading.module.css";

export function PageLoading() {
  return (
    <div className={styles.loading} role="status" aria-label="Loading the page">
      <Skeleton width="14rem" height="2rem" />
      <Skeleton height="12rem" />
    </div>
  );
}
