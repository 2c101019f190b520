import ClusterIcon from "@patternfly/react-icons/dist/esm/icons/rh-ui-cluster-icon";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { useCan, usePlace } from "@/access/scope";
import { clustersQuery } from "@/api/clusters";
import type { Cluster } from "@/api/types";
import { AddButton } from "@/components/AddButton";
import { DataTable } from "@/components/DataTable";
import { EmptyState } from "@/components/EmptyState";
import { PageBody } from "@/components/PageBody";
import { PageHeader } from "@/components/PageHeader";
import { duration } from "@/components/time";
import type { Column } from "@/components/useListView";
import { ClusterDialog } from "./ClusterDialog";
import { ClusterState } from "./ClusterState";
import { DeleteCluster } from "./DeleteCluster";
import { NodesReached } from "./NodesReached";
import { environmentName } from "./describe";
import { useClusterActions } from "./useClusterActions";

const columns: Column<Cluster>[] = [
  {
    key: "name",
    title: "Name",
    cell: ({ metadata }) => (
      <Link to={metadata.uid} className="gh-strong">
        {metadata.name}
      </Link>
    ),
    sortBy: ({ metadata }) => metadata.name,
  },
  {
    key: "environment",
    title: "Environment",
    cell: ({ spec }) => [environmentName(spec.environment), spec.cloudType].filter(Boolean).join(", "),
    sortBy: ({ spec }) => environmentName(spec.environment),
  },
  {
    key: "logins",
    title: "Logins",
    cell: ({ spec }) => <span className="gh-mono">{spec.logins.join(", ")}</span>,
    sortBy: ({ spec }) => spec.logins.join(" "),
  },
  {
    key: "nodes",
    title: "Nodes connected",
    cell: (cluster) => <NodesReached cluster={cluster} />,
    sortBy: ({ status }) => status.nodes.connected,
  },
  {
    key: "state",
    title: "State",
    cell: (cluster) => <ClusterState cluster={cluster} />,
    sortBy: ({ status }) => status.state,
  },
  {
    key: "lease",
    title: "Lease",
    cell: ({ spec }) => (
      <span title="How long a node that hears nothing from here goes on to let people in">
        {duration(spec.leaseSeconds)}
      </span>
    ),
    sortBy: ({ spec }) => spec.leaseSeconds,
  },
];

type Open = { what: "create" } | { what: "edit" | "delete"; cluster: Cluster } | null;

export default function ClustersPage() {
  const { scope, name } = usePlace();
  const can = useCan();
  const clusters = useQuery(clustersQuery(scope));
  const [open, setOpen] = useState<Open>(null);
  const actionsOf = useClusterActions((what, cluster) => setOpen({ what, cluster }));
  const close = () => setOpen(null);

  const createButton = can("cluster.create") ? (
    <AddButton onClick={() => setOpen({ what: "create" })}>Create cluster</AddButton>
  ) : undefined;

  return (
    <>
      <PageHeader
        title="Clusters"
        place={name}
        description="A cluster is a group of machines that the same SSH keys open. The keys of this project open all of its clusters."
      />
      <PageBody>
        <DataTable
          noun="cluster"
          columns={columns}
          query={{ ...clusters, data: clusters.data?.items }}
          keyOf={({ metadata }) => metadata.uid}
          nameOf={({ metadata }) => metadata.name}
          textOf={textOf}
          actionsOf={actionsOf}
          action={createButton}
          empty={
            <EmptyState title="No clusters yet" icon={ClusterIcon} action={createButton}>
              Create a cluster, then add its nodes with one command on each. From then on the SSH keys of{" "}
              {name} open them.
            </EmptyState>
          }
        />
      </PageBody>
      {open?.what === "create" && <ClusterDialog onClose={close} />}
      {open?.what === "edit" && <ClusterDialog existing={open.cluster} onClose={close} />}
      {open?.what === "delete" && <DeleteCluster cluster={open.cluster} onClose={close} />}
    </>
  );
}

function textOf({ metadata, spec, status }: Cluster): string {
  return [
    metadata.name,
    environmentName(spec.environment),
    spec.cloudType,
    ...spec.logins,
    status.state,
  ].join(" ");
}
