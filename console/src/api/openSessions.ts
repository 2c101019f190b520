import { call } from "./client";
import { Problem } from "./problem";
import { read } from "./read";
import type { OpenSessionItems } from "./types";

const baseOf = (user: string) => `/v1/users/${user}/sessions`;

export const openSessionsQuery = (user: string) =>
  read<OpenSessionItems>(["open-sessions", user], baseOf(user), "tenant");

/** Ends these sessions of a user; one that has ended meanwhile is as good. */
export async function endSessions(user: string, sessions: readonly string[]): Promise<void> {
  for (const session of sessions) {
    try {
      await call("DELETE", `${baseOf(user)}/${session}`);
    } catch (error) {
      if (!(error instanceof Problem && error.status === 404)) throw error;
    }
  }
}
