import { Title } from "@patternfly/react-core";
import type { ReactNode } from "react";
import { useEffect } from "react";
import styles from "./PageHeader.module.css";

interface Props {
  title: string;
  /** Beside the title: states, labels. */
  beside?: ReactNode;
  description?: ReactNode;
  /** Where this is, in the tab's title: the project's name. */
  place?: string;
  above?: ReactNode;
  actions?: ReactNode;
}

/** The page's one h1, which is also the document's title. */
export function PageHeader({ title, beside, description, place, above, actions }: Props) {
  useEffect(() => {
    document.title = [title, place, "Gatehouse"].filter(Boolean).join(" · ");
  }, [title, place]);
  return (
    <header className={styles.header}>
      {above}
      <div className={styles.line}>
        <div className={styles.words}>
          <div className={styles.title}>
            <Title headingLevel="h1">{title}</Title>
            {beside}
          </div>
          {description !== undefined && <p className={styles.description}>{description}</p>}
        </div>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </div>
    </header>
  );
}
