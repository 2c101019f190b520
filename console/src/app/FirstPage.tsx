import { Navigate } from "react-router";
import { scopeOf } from "@/access/route";
import { kindOf, useAnyPlace, useMaySee } from "@/access/scope";
import { NotThere } from "@/components/NotThere";
import { tabsOf } from "./routes";
import { sections } from "./sections";

/** Leads to what comes first in the main menu of the person. */
export function FirstPage() {
  const { scope } = useAnyPlace();
  const maySee = useMaySee();
  const first = sections
    .filter(({ section }) => scopeOf[section] === kindOf(scope))
    .flatMap(({ section }) => tabsOf(section))
    .find(maySee);
  return first === undefined ? (
    <NotThere what="A page for you" back={null} />
  ) : (
    <Navigate to={first.path} replace />
  );
}
