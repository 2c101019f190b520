import { call } from "./client";
import { ask } from "./read";
import type { TeamInput, TeamItems, Uid } from "./types";

/** All teams, with their members, their roles in the tenant and the projects they have roles in. */
export const teamsQuery = () => ask<TeamItems>(["teams"], "/v1/teams/summary", "tenant", {});

export function createTeam(input: TeamInput): Promise<Uid> {
  return call("POST", "/v1/teams", { body: input });
}

/** Name and members; the team's roles stay as they are. */
export function updateTeam(uid: string, input: TeamInput): Promise<void> {
  return call("PUT", `/v1/teams/${uid}`, { body: input });
}

export function deleteTeam(uid: string): Promise<void> {
  return call("DELETE", `/v1/teams/${uid}`);
}
