import type { QueryClient, QueryKey } from "@tanstack/react-query";
import { hashKey } from "@tanstack/react-query";

// A query does not learn why it runs. What is read anew because the server said that something changed is listed
// here meanwhile, so that its requests can say that no person asked for them.
const running = new Map<string, number>();

export function isBackground(key: QueryKey): boolean {
  return running.has(hashKey(key));
}

/** Marks everything as stale and reads what is on screen anew, as a poll and not as a person's action. */
export async function refreshInBackground(queries: QueryClient): Promise<void> {
  const hashes = queries
    .getQueryCache()
    .findAll({ type: "active" })
    .map((query) => query.queryHash);
  for (const hash of hashes) running.set(hash, (running.get(hash) ?? 0) + 1);
  try {
    await queries.invalidateQueries();
  } finally {
    for (const hash of hashes) {
      const left = (running.get(hash) ?? 1) - 1;
      if (left === 0) running.delete(hash);
      else running.set(hash, left);
    }
  }
}
