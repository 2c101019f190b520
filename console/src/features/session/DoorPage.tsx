import type { ReactNode } from "react";
import { useEffect } from "react";
import { Brand } from "@/components/Brand";
import styles from "./DoorPage.module.css";

interface Props {
  title: string;
  description?: ReactNode;
  children: ReactNode;
}

/** The page of somebody who is not inside yet. */
export function DoorPage({ title, description, children }: Props) {
  useEffect(() => {
    document.title = `${title} · Gatehouse`;
  }, [title]);
  return (
    <div className={styles.page}>
      <main className={styles.card}>
        <Brand size="large" />
        <div className={styles.words}>
          <h1>{title}</h1>
          {description !== undefined && <p>{description}</p>}
        </div>
        {children}
      </main>
      <p className={styles.motto}>Which SSH keys open which clusters.</p>
    </div>
  );
}
