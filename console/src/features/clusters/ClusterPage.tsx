import { Breadcrumb, BreadcrumbItem, Skeleton } from "@patternfly/react-core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { useCan, usePlace } from "@/access/scope";
import { clusterQuery, enrol } from "@/api/clusters";
import { Problem } from "@/api/problem";
import type { Cluster } from "@/api/types";
import { AddButton } from "@/components/AddButton";
import { NotThere } from "@/components/NotThere";
import { PageBody } from "@/components/PageBody";
import { PageHeader } from "@/components/PageHeader";
import { ProblemAlert } from "@/components/ProblemAlert";
import { RowMenu } from "@/components/RowMenu";
import { AddNode } from "./AddNode";
import { ClusterDialog } from "./ClusterDialog";
import { ClusterFacts } from "./ClusterFacts";
import { ClusterState } from "./ClusterState";
import { DeleteCluster } from "./DeleteCluster";
import { NodesTable } from "./NodesTable";
import { useClusterActions } from "./useClusterActions";

export default function ClusterPage() {
  const { cluster: uid = "" } = useParams();
  const { scope, home } = usePlace();
  const cluster = useQuery(clusterQuery(scope, uid));

  if (cluster.error instanceof Problem && cluster.error.status === 404) {
    return <NotThere what="This cluster" back={<Link to={`${home}/clusters`}>Back to the clusters</Link>} />;
  }
  if (cluster.data === undefined) {
    if (cluster.error) return <ProblemAlert problem={cluster.error} title="The cluster could not be read" />;
    return <Skeleton height="12rem" screenreaderText="Reading the cluster" />;
  }
  return <ClusterView cluster={cluster.data} />;
}

function ClusterView({ cluster }: { cluster: Cluster }) {
  const { scope, name: place, home } = usePlace();
  const can = useCan();
  const navigate = useNavigate();
  const [open, setOpen] = useState<"edit" | "delete" | "add" | null>(null);
  const actions = useClusterActions(setOpen)(cluster);
  const { uid, name } = cluster.metadata;
  const enrolment = useMutation({ mutationFn: () => enrol(scope, uid) });
  const close = () => setOpen(null);
  const mayAdd = can("cluster.create") && cluster.status.state === "active";

  const addButton = mayAdd ? (
    <AddButton
      onClick={() => {
        enrolment.mutate();
        setOpen("add");
      }}
    >
      Add node
    </AddButton>
  ) : undefined;

  return (
    <>
      <PageHeader
        title={name}
        place={place}
        beside={<ClusterState cluster={cluster} />}
        above={
          <Breadcrumb>
            <BreadcrumbItem
              render={({ className }) => (
                <Link className={className} to={`${home}/clusters`}>
                  Clusters
                </Link>
              )}
            />
            <BreadcrumbItem isActive>{name}</BreadcrumbItem>
          </Breadcrumb>
        }
        actions={actions.length > 0 ? <RowMenu of={name} actions={actions} /> : undefined}
      />
      <ClusterFacts cluster={cluster} />
      <PageBody>
        <NodesTable cluster={cluster} action={addButton} />
      </PageBody>
      {open === "add" && <AddNode cluster={cluster} enrolment={enrolment} onClose={close} />}
      {open === "edit" && <ClusterDialog existing={cluster} onClose={close} />}
      {open === "delete" && (
        <DeleteCluster cluster={cluster} onClose={close} onGone={() => void navigate(`${home}/clusters`)} />
      )}
    </>
  );
}
