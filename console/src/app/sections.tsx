import AuditIcon from "@patternfly/react-icons/dist/esm/icons/rh-ui-history-icon";
import ClusterIcon from "@patternfly/react-icons/dist/esm/icons/rh-ui-cluster-icon";
import FolderIcon from "@patternfly/react-icons/dist/esm/icons/rh-ui-folders-icon";
import SettingsIcon from "@patternfly/react-icons/dist/esm/icons/rh-ui-settings-icon";
import type { ComponentType } from "react";
import type { Section } from "@/access/route";

interface SectionInfo {
  section: Section;
  name: string;
  icon: ComponentType;
  /** Its pages are the tabs of one page, which this describes. */
  tabs?: string;
}

/** The main menu, in order. */
export const sections: SectionInfo[] = [
  { section: "clusters", name: "Clusters", icon: ClusterIcon },
  { section: "projectAudits", name: "Audit Logs", icon: AuditIcon },
  {
    section: "projectSettings",
    name: "Project Settings",
    icon: SettingsIcon,
    tabs: "What holds for this project and all of its clusters.",
  },
  { section: "projects", name: "Projects", icon: FolderIcon },
  { section: "tenantAudits", name: "Audit Logs", icon: AuditIcon },
  {
    section: "tenantSettings",
    name: "Tenant Settings",
    icon: SettingsIcon,
    tabs: "What holds for every project. Projects see it, and cannot change it.",
  },
];
