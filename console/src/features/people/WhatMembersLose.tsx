import type { Team } from "@/api/types";
import { NamesOf } from "./NamesOf";

/** What taking roles from a team means for those in it. */
export function WhatMembersLose({ team }: { team: Team }) {
  if (team.spec.users.length === 0) return <p>Nobody is in it, so nobody loses anything.</p>;
  return (
    <>
      <p>
        Members: <NamesOf list={team.spec.users} />
      </p>
      <p>
        Each of them who holds no other role in a project loses that project at once: their sessions and API
        keys end, and the SSH keys they own there are suspended.
      </p>
    </>
  );
}
