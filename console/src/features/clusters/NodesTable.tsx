import { Button } from "@patternfly/react-core";
import ServerIcon from "@patternfly/react-icons/dist/esm/icons/rh-ui-server-icon";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useMemo, useState } from "react";
import { useCan, usePlace } from "@/access/scope";
import { nodesQuery } from "@/api/clusters";
import type { Cluster, ClusterNode } from "@/api/types";
import { DataTable } from "@/components/DataTable";
import { EmptyState } from "@/components/EmptyState";
import { RelativeTime } from "@/components/RelativeTime";
import { parseTime } from "@/components/time";
import type { Column } from "@/components/useListView";
import { Connect } from "./Connect";
import { NodeProblems, problemsOf } from "./NodeProblems";
import { NodeRevision } from "./NodeRevision";
import { NodeState } from "./NodeState";
import { LeaseEnd } from "./LeaseEnd";
import { RemoveNode } from "./RemoveNode";

function columnsOf(cluster: Cluster, connect: (node: ClusterNode) => void): Column<ClusterNode>[] {
  return [
    {
      key: "name",
      title: "Name",
      cell: ({ metadata }) => <span className="gh-strong gh-nowrap">{metadata.name}</span>,
      sortBy: ({ metadata }) => metadata.name,
    },
    {
      key: "state",
      title: "State",
      cell: (node) => <NodeState node={node} />,
      sortBy: ({ status }) => status.state,
    },
    {
      key: "contact",
      title: "Last contact",
      cell: ({ status }) => (
        <span className="gh-nowrap">
          <RelativeTime time={status.lastContact} live />
        </span>
      ),
      sortBy: ({ status }) => timeOf(status.lastContact),
    },
    {
      key: "revision",
      title: "Revision in force",
      cell: (node) => <NodeRevision node={node} newest={cluster.status.revision} />,
      sortBy: ({ status }) => status.revision,
    },
    {
      key: "addresses",
      title: "Addresses",
      cell: ({ spec }) => (
        <span className="gh-mono">
          {spec.addresses.join(", ")}
          {spec.port !== 22 && ` port ${spec.port}`}
        </span>
      ),
      sortBy: ({ spec }) => spec.addresses.join(" "),
    },
    {
      key: "sshd",
      title: "sshd",
      cell: ({ spec }) => <span className="gh-nowrap">{spec.sshdVersion.replace("_", " ")}</span>,
      sortBy: ({ spec }) => spec.sshdVersion,
    },
    {
      key: "lease",
      title: "Lease ends",
      cell: (node) => <LeaseEnd node={node} leaseSeconds={cluster.spec.leaseSeconds} />,
      sortBy: ({ status }) => timeOf(status.leaseEnd),
    },
    {
      key: "connect",
      title: "Connect",
      isTitleHidden: true,
      cell: (node) => (
        <Button
          variant="secondary"
          size="sm"
          aria-label={`Connect to ${node.metadata.name}`}
          onClick={() => connect(node)}
        >
          Connect
        </Button>
      ),
    },
  ];
}

function timeOf(text: string | null): number {
  return parseTime(text)?.getTime() ?? 0;
}

type Open = { what: "connect" | "remove"; node: ClusterNode } | null;

export function NodesTable({ cluster, action }: { cluster: Cluster; action: ReactNode }) {
  const { scope } = usePlace();
  const can = useCan();
  const nodes = useQuery(nodesQuery(scope, cluster.metadata.uid));
  const [open, setOpen] = useState<Open>(null);
  const columns = useMemo(() => columnsOf(cluster, (node) => setOpen({ what: "connect", node })), [cluster]);
  const close = () => setOpen(null);

  return (
    <>
      <DataTable
        noun="node"
        columns={columns}
        query={{ ...nodes, data: nodes.data?.items }}
        keyOf={({ metadata }) => metadata.uid}
        nameOf={({ metadata }) => metadata.name}
        textOf={textOf}
        actionsOf={(node) =>
          can("edgehost.delete")
            ? [{ label: "Remove", onSelect: () => setOpen({ what: "remove", node }), isDanger: true }]
            : []
        }
        noteOf={(node) => {
          const problems = problemsOf(node);
          return problems.length > 0 && <NodeProblems problems={problems} />;
        }}
        action={action}
        empty={
          <EmptyState title="No nodes yet" icon={ServerIcon} action={action}>
            A node joins with one command, run on it as root. It connects to Gatehouse by itself, so it needs
            no open port besides its own sshd.
          </EmptyState>
        }
      />
      {open?.what === "connect" && <Connect node={open.node} cluster={cluster} onClose={close} />}
      {open?.what === "remove" && <RemoveNode node={open.node} onClose={close} />}
    </>
  );
}

function textOf({ metadata, spec, status }: ClusterNode): string {
  return [
    metadata.name,
    status.state,
    status.problem,
    spec.sshdVersion,
    ...spec.addresses,
    ...spec.logins,
  ].join(" ");
}
