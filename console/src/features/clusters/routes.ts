import { lazy } from "react";
import type { RouteDef } from "@/access/route";

export const clusterRoutes: RouteDef[] = [
  {
    section: "clusters",
    path: "clusters",
    title: "Clusters",
    permission: "cluster.list",
    element: lazy(() => import("./ClustersPage")),
  },
  {
    section: "clusters",
    path: "clusters/:cluster",
    title: "Cluster",
    permission: "cluster.get",
    element: lazy(() => import("./ClusterPage")),
  },
];
