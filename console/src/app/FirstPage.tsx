import { Navigate } from "react-router";
import { scopeOf } from "@/access/route";
import { permissionsIn, usePlace } from "@/access/scope";
import { useMe } from "@/access/useMe";
import { NotThere } from "@/components/NotThere";
import { tabsOf } from "./routes";
import { sections } from "./sections";

/** Leads to what comes first in the main menu of the person. */
export function FirstPage() {
  const { scope } = usePlace();
  const held = permissionsIn(useMe(), scope);
  const kind = scope === "tenant" ? "tenant" : "project";
  const first = sections
    .filter(({ section }) => scopeOf[section] === kind)
    .flatMap(({ section }) => tabsOf(section))
    .find(({ permission }) => held.includes(permission));
  return first === undefined ? (
    <NotThere what="A page for you" back={null} />
  ) : (
    <Navigate to={first.path} replace />
  );
}
