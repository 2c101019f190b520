import { createContext, useContext } from "react";
import type { Scope } from "@/api/client";
import type { Me, Permission } from "@/api/types";
import { useMe } from "./useMe";

/** The scope a page stands in, which its address names. */
export interface PlaceInScope {
  scope: Scope;
  /** The project's name, or "Tenant Admin". */
  name: string;
  /** The part of the address that all pages of this scope begin with. */
  home: string;
}

const PlaceContext = createContext<PlaceInScope | null>(null);
export const PlaceProvider = PlaceContext.Provider;

export function usePlace(): PlaceInScope {
  const place = useContext(PlaceContext);
  if (place === null) throw new Error("this component belongs below a project or Tenant Admin");
  return place;
}

export function permissionsIn(me: Me, scope: Scope): readonly Permission[] {
  if (scope === "tenant") return me.tenantPermissions;
  return me.projects.find((project) => project.uid === scope.project)?.permissions ?? [];
}

/** Whether the person may do this here. Hiding is courtesy; the server decides. */
export function useCan(): (permission: Permission) => boolean {
  const held = permissionsIn(useMe(), usePlace().scope);
  return (permission) => held.includes(permission);
}
