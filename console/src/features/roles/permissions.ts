import type { PermissionGroup } from "@/api/types";

/** What each permission means that means something here. */
export function meaningsOf(groups: readonly PermissionGroup[]): ReadonlyMap<string, string> {
  return new Map(
    groups.flatMap(({ meanings }) => meanings.map(({ permission, meaning }) => [permission, meaning])),
  );
}

/** Those that mean something here, and those that are kept for Palette. */
export function partsOf({ permissions, meanings }: PermissionGroup) {
  const hasMeaning = (permission: string) => meanings.some((each) => each.permission === permission);
  return { kept: permissions.filter((permission) => !hasMeaning(permission)), meanings };
}
