import { useCan } from "@/access/scope";
import type { Team } from "@/api/types";
import type { MenuAction } from "@/components/RowMenu";

/** What this person may do with a team. */
export function useTeamActions(
  choose: (deed: "edit" | "delete", team: Team) => void,
): (team: Team) => MenuAction[] {
  const can = useCan();
  return (team) => {
    const actions: MenuAction[] = [];
    if (can("team.update")) actions.push({ label: "Edit", onSelect: () => choose("edit", team) });
    if (can("team.delete")) {
      actions.push({ label: "Delete", onSelect: () => choose("delete", team), isDanger: true });
    }
    return actions;
  };
}
