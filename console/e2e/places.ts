import type { RouteDef } from "@/access/route";
import { scopeOf } from "@/access/route";

export interface Place {
  /** The uid of a project. */
  project: string;
  /** What the parameters of an address stand for; empty where the place has nothing of the kind. */
  parameters: Record<string, string>;
}

/** Where a page of the app's own table is found; undefined where the place has none of it. */
export function addressOf(
  { section, path }: Pick<RouteDef, "section" | "path">,
  place: Place,
): string | undefined {
  const steps = path.split("/").map((step) => {
    if (!step.startsWith(":")) return step;
    const value = place.parameters[step.slice(1)];
    if (value === undefined) throw new Error(`the walk does not know what ${step} stands for`);
    return value;
  });
  if (steps.includes("")) return undefined;
  const homes = { project: `/projects/${place.project}`, tenant: "/admin", person: "/my" };
  return `${homes[scopeOf[section]]}/${steps.join("/")}`;
}
