import type { NamedUid } from "@/api/types";
import { names } from "./describe";

const mostShown = 3;

/** A few names, and how many more. */
export function NamesOf({ list }: { list: readonly NamedUid[] }) {
  if (list.length === 0) return <span className="gh-quiet">None</span>;
  const more = list.length - mostShown;
  return (
    <span title={more > 0 ? names(list) : undefined}>
      {names(list.slice(0, mostShown))}
      {more > 0 && <span className="gh-quiet"> and {more} more</span>}
    </span>
  );
}
