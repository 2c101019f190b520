import {
  DescriptionList,
  DescriptionListDescription,
  DescriptionListGroup,
  DescriptionListTerm,
} from "@patternfly/react-core";
import type { Cluster, SshOptions } from "@/api/types";
import { duration } from "@/components/time";
import styles from "./ClusterFacts.module.css";
import { NodesReached } from "./NodesReached";
import { environmentName } from "./describe";

const optionNames: Record<keyof SshOptions, string> = {
  pty: "terminal",
  portForwarding: "port forwarding",
  agentForwarding: "agent forwarding",
  x11Forwarding: "X11 forwarding",
};

export function ClusterFacts({ cluster }: { cluster: Cluster }) {
  const { environment, cloudType, logins, leaseSeconds, sshOptions } = cluster.spec;
  const allowed = (Object.keys(optionNames) as (keyof SshOptions)[])
    .filter((option) => sshOptions[option])
    .map((option) => optionNames[option]);
  const facts = [
    ["Nodes connected", <NodesReached key="nodes" cluster={cluster} />],
    ["Environment", [environmentName(environment), cloudType].filter(Boolean).join(", ")],
    [
      "Logins",
      <span key="logins" className="gh-mono">
        {logins.join(", ")}
      </span>,
    ],
    ["Lease", duration(leaseSeconds)],
    ["A key allows", ["commands", ...allowed].join(", ")],
    ["Revision", cluster.status.revision],
  ] as const;
  return (
    <DescriptionList isCompact columnModifier={{ default: "2Col", xl: "3Col" }} className={styles.facts}>
      {facts.map(([term, description]) => (
        <DescriptionListGroup key={term}>
          <DescriptionListTerm>{term}</DescriptionListTerm>
          <DescriptionListDescription>{description}</DescriptionListDescription>
        </DescriptionListGroup>
      ))}
    </DescriptionList>
  );
}
