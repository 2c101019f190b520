import { useCan } from "@/access/scope";
import type { Cluster } from "@/api/types";
import type { MenuAction } from "@/components/RowMenu";

/** What the person may do with a cluster, as a menu. */
export function useClusterActions(open: (what: "edit" | "delete", cluster: Cluster) => void) {
  const can = useCan();
  return (cluster: Cluster): MenuAction[] => {
    const actions: MenuAction[] = [];
    if (can("cluster.update") && cluster.status.state === "active") {
      actions.push({ label: "Edit", onSelect: () => open("edit", cluster) });
    }
    if (can("cluster.delete")) {
      actions.push({ label: "Delete", onSelect: () => open("delete", cluster), isDanger: true });
    }
    return actions;
  };
}
