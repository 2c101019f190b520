import AuditIcon from "@patternfly/react-icons/dist/esm/icons/rh-ui-history-icon";
import ClusterIcon from "@patternfly/react-icons/dist/esm/icons/rh-ui-cluster-icon";
import FolderIcon from "@patternfly/react-icons/dist/esm/icons/rh-ui-folders-icon";
import SettingsIcon from "@patternfly/react-icons/dist/esm/icons/rh-ui-settings-icon";
import RolesIcon from "@patternfly/react-icons/dist/esm/icons/rh-ui-profile-icon";
import PeopleIcon from "@patternfly/react-icons/dist/esm/icons/rh-ui-users-icon";
import ProfileIcon from "@patternfly/react-icons/dist/esm/icons/rh-ui-user-check-icon";
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
  {
    section: "people",
    name: "Users & Teams",
    icon: PeopleIcon,
    tabs: "Who may come in, and which roles they hold, by themselves or through a team.",
  },
  {
    section: "roles",
    name: "Roles",
    icon: RolesIcon,
    tabs: "A role is a set of permissions. It is given to users and teams, in a project or in the whole tenant.",
  },
  { section: "tenantAudits", name: "Audit Logs", icon: AuditIcon },
  {
    section: "tenantSettings",
    name: "Tenant Settings",
    icon: SettingsIcon,
    tabs: "What holds for every project. Projects see it, and cannot change it.",
  },
  {
    section: "profile",
    name: "My Profile",
    icon: ProfileIcon,
    tabs: "How you sign in, where you are signed in, and the keys that are yours.",
  },
];
