import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { Problem } from "@/api/problem";
import { noticeSessionEnd } from "./sessionEnd";

/** A refusal will not change by asking again; a missing answer may. */
function worthRetrying(failures: number, error: Error): boolean {
  if (error instanceof Problem && error.status !== 503) return false;
  return failures < 2;
}

export function createQueryClient(): QueryClient {
  const onError = (error: Error): void => noticeSessionEnd(client, error);
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        // The live updates mark what is stale; this only bounds how long a page may rest on what it has.
        staleTime: 10_000,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        // A self-hosted server may well be there when the browser believes to be offline.
        networkMode: "always",
        retry: worthRetrying,
      },
      mutations: { networkMode: "always" },
    },
  });
  return client;
}
