import type { RouteDef } from "@/access/route";
import { useMaySee } from "@/access/scope";
import { NotThere } from "@/components/NotThere";

/** Spares the reader a page that the server would refuse to fill. */
export function Guarded({ route }: { route: RouteDef }) {
  const { element: Page } = route;
  return useMaySee()(route) ? <Page /> : <NotThere what="This page" back={null} />;
}
