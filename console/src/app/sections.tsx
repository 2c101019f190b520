import AuditIcon from "@patternfly/react-icons/dist/esm/icons/rh-ui-history-icon";
import ClusterIcon from "@patternfly/react-icons/dist/esm/icons/rh-ui-cluster-icon";
import FolderIcon from "@patternfly/react-icons/dist/esm/icons/rh-ui-folders-icon";
import SettingsIcon from "@patternfly/react-icons/dist/esm/icons/rh-ui-settings-icon";
import type { ComponentType } from "react";
import type { RouteDef, Section } from "@/access/route";
import { auditRoutes } from "@/features/audit/routes";
import { clusterRoutes } from "@/features/clusters/routes";
import { projectRoutes } from "@/features/projects/routes";
import { sshKeyRoutes } from "@/features/ssh-keys/routes";

interface SectionInfo {
  section: Section;
  scope: "project" | "tenant";
  name: string;
  icon: ComponentType;
  /** Its pages are the tabs of one page, which this describes. */
  tabs?: string;
}

/** The main menu, in order. */
export const sections: SectionInfo[] = [
  { section: "clusters", scope: "project", name: "Clusters", icon: ClusterIcon },
  { section: "projectAudits", scope: "project", name: "Audit Logs", icon: AuditIcon },
  {
    section: "projectSettings",
    scope: "project",
    name: "Project Settings",
    icon: SettingsIcon,
    tabs: "What holds for this project and all of its clusters.",
  },
  { section: "projects", scope: "tenant", name: "Projects", icon: FolderIcon },
  { section: "tenantAudits", scope: "tenant", name: "Audit Logs", icon: AuditIcon },
  {
    section: "tenantSettings",
    scope: "tenant",
    name: "Tenant Settings",
    icon: SettingsIcon,
    tabs: "What holds for every project. Projects see it, and cannot change it.",
  },
];

const routes: RouteDef[] = [...clusterRoutes, ...auditRoutes, ...sshKeyRoutes, ...projectRoutes];

export function routesOf(section: Section): RouteDef[] {
  return routes.filter((route) => route.section === section);
}
