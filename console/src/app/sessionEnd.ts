import type { QueryClient } from "@tanstack/react-query";
import { session } from "@/access/session";
import { isSignedOut } from "@/api/problem";
import { meQuery } from "@/api/session";

/** Somebody who never was signed in goes to the sign-in page; somebody who was is asked again where they are. */
export function noticeSessionEnd(queries: QueryClient, error: unknown): void {
  const wasSignedIn = queries.getQueryData(meQuery().queryKey) !== undefined;
  if (wasSignedIn && isSignedOut(error)) session.end();
}
