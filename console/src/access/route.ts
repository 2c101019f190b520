import type { ComponentType, LazyExoticComponent } from "react";
import type { Permission } from "@/api/types";

/** The entries of the main menu. */
export type Section =
  "clusters" | "projectAudits" | "projectSettings" | "projects" | "tenantAudits" | "tenantSettings";

/** A page: where it is, what it is called, and what it asks of its visitor. */
export interface RouteDef {
  section: Section;
  /** Below the address of its scope. */
  path: string;
  title: string;
  permission: Permission;
  element: LazyExoticComponent<ComponentType>;
}
