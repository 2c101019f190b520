import type { RouteDef } from "@/access/route";
import { useCan } from "@/access/scope";
import { NotThere } from "@/components/NotThere";

/** Spares the reader a page that the server would refuse to fill. */
export function Guarded({ route: { permission, element: Page } }: { route: RouteDef }) {
  return useCan()(permission) ? <Page /> : <NotThere what="This page" back={null} />;
}
