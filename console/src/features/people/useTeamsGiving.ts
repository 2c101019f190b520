import { useQueries, useQuery } from "@tanstack/react-query";
import { useCan } from "@/access/scope";
import { projectRolesQuery } from "@/api/roleBindings";
import { teamsQuery } from "@/api/teams";
import type { Holder } from "@/api/roleBindings";

/**
 * Through which teams a person holds a role, in a project or in the tenant where `project` is left out; nothing for whoever may not see
 * teams.
 */
export function useTeamsGiving(holder: Holder): (role: string, project?: string) => string[] {
  const maySee = useCan()("team.list");
  const enabled = holder.kind === "users" && maySee;
  const teams = useQuery({ ...teamsQuery(), enabled });
  const mine = (teams.data?.items ?? []).filter(
    ({ spec }) => enabled && spec.users.some(({ uid }) => uid === holder.uid),
  );
  const inProjects = useQueries({
    queries: mine.map(({ metadata }) => projectRolesQuery({ kind: "teams", uid: metadata.uid })),
  });
  return (role, project) =>
    mine
      .filter(({ spec }, index) => {
        const place = inProjects[index]?.data?.projects.find(({ uid }) => uid === project);
        const given = project === undefined ? spec.roles : (place?.roles ?? []);
        return given.some(({ uid }) => uid === role);
      })
      .map(({ metadata }) => metadata.name);
}
