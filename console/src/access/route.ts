import type { ComponentType, LazyExoticComponent } from "react";
import type { Permission } from "@/api/types";

/** The entries of the main menu, and the scope that each stands in; "person": in none, it is about oneself. */
export const scopeOf = {
  clusters: "project",
  projectAudits: "project",
  projectSettings: "project",
  projects: "tenant",
  people: "tenant",
  roles: "tenant",
  tenantAudits: "tenant",
  tenantSettings: "tenant",
  profile: "person",
} as const;

export type Section = keyof typeof scopeOf;

/** A page: where it is, what it is called, and what it asks of its visitor. */
export interface RouteDef {
  section: Section;
  /** Below the address of its scope. */
  path: string;
  title: string;
  /** Null: whoever is signed in. */
  permission: Permission | null;
  element: LazyExoticComponent<ComponentType>;
}
