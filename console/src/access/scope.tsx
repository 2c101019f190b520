import { createContext, useContext } from "react";
import type { Scope } from "@/api/client";
import type { Me, Permission } from "@/api/types";
import type { RouteDef } from "./route";
import { useMe } from "./useMe";

/** Where a page stands, which its address names. */
export interface Place {
  /** Null: in no scope, it is about oneself. */
  scope: Scope | null;
  /** The project's name, "Tenant Admin", or of oneself. */
  name: string;
  /** The part of the address that all pages of this scope begin with. */
  home: string;
}

export interface PlaceInScope extends Place {
  scope: Scope;
}

const PlaceContext = createContext<Place | null>(null);
export const PlaceProvider = PlaceContext.Provider;

/** For the frame, which is around every page. */
export function useAnyPlace(): Place {
  const place = useContext(PlaceContext);
  if (place === null) throw new Error("this component belongs below the frame");
  return place;
}

export function usePlace(): PlaceInScope {
  const { scope, ...place } = useAnyPlace();
  if (scope === null) throw new Error("this component belongs below a project or Tenant Admin");
  return { scope, ...place };
}

export function kindOf(scope: Scope | null): "project" | "tenant" | "person" {
  if (scope === null) return "person";
  return scope === "tenant" ? "tenant" : "project";
}

export function permissionsIn(me: Me, scope: Scope | null): readonly Permission[] {
  if (scope === null) return [];
  if (scope === "tenant") return me.tenantPermissions;
  const project = me.projects.find(({ uid }) => uid === scope.project);
  return project ? [...me.projectPermissions, ...project.permissions] : [];
}

/** Whether the person may do this here. Hiding is courtesy; the server decides. */
export function useCan(): (permission: Permission) => boolean {
  const held = permissionsIn(useMe(), usePlace().scope);
  return (permission) => held.includes(permission);
}

/** Whether the person may see this page here. */
export function useMaySee(): (route: RouteDef) => boolean {
  const held = permissionsIn(useMe(), useAnyPlace().scope);
  return ({ permission }) => permission === null || held.includes(permission);
}
