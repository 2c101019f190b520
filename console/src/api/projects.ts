import { call } from "./client";
import { read } from "./read";
import type { MemberItems, ProjectInput, ProjectItems, Uid } from "./types";

export const projectsQuery = () =>
  read<ProjectItems>(["projects"], "/v1/dashboard/projects/metadata", "tenant");

/** Who holds a role there: only they can own a key of the project. */
export const membersQuery = (project: string) =>
  read<MemberItems>(["members", project], `/v1/projects/${project}/members`, { project });

export function createProject(input: ProjectInput): Promise<Uid> {
  return call("POST", "/v1/projects", { body: input });
}

export function updateProject(uid: string, input: ProjectInput): Promise<void> {
  return call("PUT", `/v1/projects/${uid}`, { scope: { project: uid }, body: input });
}

export function deleteProject(uid: string, force: boolean): Promise<void> {
  return call("DELETE", `/v1/projects/${uid}?force=${force}`, { scope: { project: uid } });
}

/** Where a browser can save the known_hosts lines of all nodes of a project. */
export function knownHostsUrl(project: string): string {
  return `/v1/projects/${project}/known_hosts`;
}
