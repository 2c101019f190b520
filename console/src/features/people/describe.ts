import type { Holder } from "@/api/roleBindings";
import type { NamedUid, Permission, Role, Team, User, UserState } from "@/api/types";
import type { Choice } from "@/components/form/CheckListField";

/** What the pages need to know of a person; the list and the single user both tell it. */
export interface Person {
  metadata: User["metadata"];
  spec: Pick<User["spec"], "emailId" | "firstName" | "lastName">;
  status: User["status"];
}

/** Whoever holds roles, and what a team's members lose with it. */
export interface NamedHolder extends Holder {
  name: string;
  team?: Team;
}

/** What it takes to give and take roles. */
export const updateOf: Record<Holder["kind"], Permission> = { users: "user.update", teams: "team.update" };

export function personName({ spec }: Person): string {
  return `${spec.firstName} ${spec.lastName}`.trim() || spec.emailId;
}

export const stateNames: Record<UserState, string> = {
  invited: "Invited",
  active: "Active",
  deactivated: "Deactivated",
};

export function names(list: readonly NamedUid[]): string {
  return list.map(({ name }) => name).join(", ");
}

/** Roles to tick, the built-in ones first. */
export function roleChoices(roles: readonly Role[], isOffered: (role: Role) => boolean): Choice[] {
  const isBuiltIn = ({ spec }: Role) => spec.type === "system";
  return [...roles.filter(isBuiltIn), ...roles.filter((role) => !isBuiltIn(role))]
    .filter(isOffered)
    .map((role) => ({
      value: role.metadata.uid,
      name: role.metadata.name,
      note: isBuiltIn(role) ? undefined : "Custom role",
    }));
}
