import { Alert, Button, Form, FormGroup, FormSelect, FormSelectOption } from "@patternfly/react-core";
import { useState } from "react";
import { usePlace } from "@/access/scope";
import { knownHostsUrl } from "@/api/projects";
import type { Cluster, ClusterNode } from "@/api/types";
import { CopyBlock } from "@/components/CopyBlock";
import { Dialog } from "@/components/Dialog";
import styles from "./Connect.module.css";
import { knownHostsFile, saveKnownHosts, sshCommand } from "./commands";

interface Props {
  node: ClusterNode;
  cluster: Cluster;
  onClose: () => void;
}

/** The way into a node with a stock ssh, without its question about an unknown host. */
export function Connect({ node, cluster, onClose }: Props) {
  const { scope } = usePlace();
  const { addresses, port, missingLogins } = node.spec;
  const logins = cluster.spec.logins.filter((login) => !missingLogins.includes(login));
  const [login, setLogin] = useState(logins[0] ?? "");
  const [address, setAddress] = useState(addresses[0] ?? "");

  return (
    <Dialog
      title={`Connect to ${node.metadata.name}`}
      description="From your own computer, with the private key of an SSH key that stands in this project."
      onClose={onClose}
      footer={<Button onClick={onClose}>Close</Button>}
    >
      <div className={styles.steps}>
        {node.status.state !== "connected" && (
          <Alert
            variant="warning"
            isInline
            component="p"
            title="Gatehouse does not hear this node now. It may be reachable for you nevertheless."
          />
        )}
        {(logins.length > 1 || addresses.length > 1) && (
          <Form isHorizontal={false} className={styles.choices}>
            <Choice label="Login" options={logins} value={login} onChange={setLogin} />
            <Choice label="Address" options={addresses} value={address} onChange={setAddress} />
          </Form>
        )}
        <section className={styles.step}>
          <h2>1. Once: let ssh know this node</h2>
          <p>
            Its host keys, as it told them when it joined. With them <code>ssh</code> knows that it talks to
            this node and to no other.
          </p>
          <CopyBlock
            what="the command that saves the host keys"
            text={saveKnownHosts(node.status.knownHosts)}
          />
          {scope !== "tenant" && (
            <p>
              Or{" "}
              <a href={knownHostsUrl(scope.project)} download="known_hosts_gatehouse">
                download the lines of all nodes
              </a>{" "}
              of this project and save them as <code>{knownHostsFile}</code>.
            </p>
          )}
        </section>
        <section className={styles.step}>
          <h2>2. Sign in</h2>
          <CopyBlock wrap what="the ssh command" text={sshCommand(address, port, login)} />
        </section>
      </div>
    </Dialog>
  );
}

interface ChoiceProps {
  label: string;
  options: string[];
  value: string;
  onChange: (value: string) => void;
}

function Choice({ label, options, value, onChange }: ChoiceProps) {
  return (
    <FormGroup label={label} fieldId={`connect-${label}`}>
      <FormSelect id={`connect-${label}`} value={value} onChange={(_event, chosen) => onChange(chosen)}>
        {options.map((option) => (
          <FormSelectOption key={option} value={option} label={option} />
        ))}
      </FormSelect>
    </FormGroup>
  );
}
