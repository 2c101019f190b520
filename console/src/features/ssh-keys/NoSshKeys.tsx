import KeyIcon from "@patternfly/react-icons/dist/esm/icons/rh-ui-key-icon";
import type { ReactNode } from "react";
import { usePlace } from "@/access/scope";
import { CopyBlock } from "@/components/CopyBlock";
import { EmptyState } from "@/components/EmptyState";
import styles from "./NoSshKeys.module.css";

export function NoSshKeys({ action }: { action: ReactNode }) {
  const { scope, name } = usePlace();
  const opens = scope === "tenant" ? "every cluster of every project" : `the clusters of ${name}`;
  return (
    <EmptyState
      title="No SSH keys yet"
      icon={KeyIcon}
      action={action}
      more={
        <section className={styles.howTo} aria-label="How to make a key pair">
          <h3>No key pair yet? Make one on your own computer</h3>
          <p>RSA with 4096 bits, which every SSH server understands:</p>
          <CopyBlock what="the command for an RSA key pair" text="ssh-keygen -t rsa -b 4096" />
          <p>Or Ed25519, which is shorter and faster:</p>
          <CopyBlock what="the command for an Ed25519 key pair" text="ssh-keygen -t ed25519" />
          <p>
            Then add the content of the file that ends in <code>.pub</code>. The other file is the private
            key: it stays with you.
          </p>
          {action !== undefined && (
            <p>No terminal at hand? “Generate one here”, in the form that adds a key, makes the pair too.</p>
          )}
        </section>
      }
    >
      An SSH key added here opens {opens}: its owner signs in with <code>ssh</code> about a second later.
      Deleting the key closes the door again.
      {action === undefined && " You may look here, but not add one: ask an administrator."}
    </EmptyState>
  );
}
