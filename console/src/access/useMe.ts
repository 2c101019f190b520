import { useSuspenseQuery } from "@tanstack/react-query";
import { meQuery } from "@/api/session";
import type { Me } from "@/api/types";

/** The signed-in person. Only below the frame, which waits until it is known. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery()).data;
}

export function displayName(me: Me): string {
  return `${me.firstName} ${me.lastName}`.trim() || me.emailId;
}
