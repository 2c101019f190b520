import { useCan } from "@/access/scope";
import type { MenuAction } from "@/components/RowMenu";
import type { Person } from "./describe";

export type UserDeed = "edit" | "link" | "deactivate" | "reactivate" | "delete";

/** What this person may do with a user. */
export function useUserActions(
  choose: (deed: UserDeed, user: Person) => void,
): (user: Person) => MenuAction[] {
  const can = useCan();
  return (user) => {
    const actions: MenuAction[] = [];
    const add = (label: string, deed: UserDeed, isDanger = false) =>
      actions.push({ label, onSelect: () => choose(deed, user), isDanger });
    if (can("user.update")) {
      add("Edit", "edit");
      if (user.status.state === "deactivated") add("Re-activate", "reactivate");
      else {
        add("Make a password link", "link");
        add("Deactivate", "deactivate");
      }
    }
    if (can("user.delete")) add("Delete", "delete", true);
    return actions;
  };
}
