import { Link } from "react-router";
import { usePlace } from "@/access/scope";
import type { Holder } from "@/api/roleBindings";

/** Leads to the page of a user or team. */
export function HolderLink({ kind, uid, name }: Holder & { name: string }) {
  const { home } = usePlace();
  return (
    <Link to={`${home}/people/${kind}/${uid}`} className="gh-strong">
      {name}
    </Link>
  );
}
