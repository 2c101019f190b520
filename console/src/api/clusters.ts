import type { Scope } from "./client";
import { call } from "./client";
import { read, scopeKey } from "./read";
import type { Cluster, ClusterInput, ClusterItems, Enrolment, NodeItems, Uid } from "./types";

export const clustersQuery = (scope: Scope) =>
  read<ClusterItems>(["clusters", scopeKey(scope)], "/v1/clusters", scope);

export const clusterQuery = (scope: Scope, uid: string) =>
  read<Cluster>(["cluster", uid], `/v1/clusters/${uid}`, scope);

export const nodesQuery = (scope: Scope, cluster: string) =>
  read<NodeItems>(["nodes", cluster], `/v1/clusters/${cluster}/nodes`, scope);

export function createCluster(scope: Scope, input: ClusterInput): Promise<Uid> {
  return call("POST", "/v1/clusters", { scope, body: input });
}

export function updateCluster(scope: Scope, uid: string, input: ClusterInput): Promise<void> {
  return call("PUT", `/v1/clusters/${uid}`, { scope, body: input });
}

export function deleteCluster(scope: Scope, uid: string, force: boolean): Promise<void> {
  return call("DELETE", `/v1/clusters/${uid}?force=${force}`, { scope });
}

export function deleteNode(scope: Scope, uid: string, force: boolean): Promise<void> {
  return call("DELETE", `/v1/nodes/${uid}?force=${force}`, { scope });
}

/** Makes a registration token for this cluster and the command that uses it. */
export function enrol(scope: Scope, cluster: string): Promise<Enrolment> {
  return call("POST", `/v1/clusters/${cluster}/enrolment`, { scope });
}
