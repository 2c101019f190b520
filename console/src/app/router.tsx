import type { RouteObject } from "react-router";
import { Navigate, createBrowserRouter } from "react-router";
import type { RouteDef } from "@/access/route";
import { scopeOf } from "@/access/route";
import { doors } from "@/features/session/routes";
import { ErrorPage } from "./ErrorPage";
import { FirstPage } from "./FirstPage";
import { Guarded } from "./Guarded";
import { SignedIn } from "./SignedIn";
import { TabsFrame } from "./TabsFrame";
import { personHome } from "./places";
import { isOfOneObject, routesOf, tabsOf } from "./routes";
import { sections } from "./sections";
import { Outside, PersonScope, ProjectScope, Start, TenantScope } from "./scopes";

function pageOf(route: RouteDef): RouteObject {
  return { path: route.path, element: <Guarded route={route} /> };
}

/** The pages of a kind of place; those of a section with tabs stand in its frame, but for the pages of single objects. */
function pagesOf(kind: "project" | "tenant" | "person"): RouteObject[] {
  return sections
    .filter(({ section }) => scopeOf[section] === kind)
    .flatMap(({ section, name, tabs }) => {
      if (tabs === undefined) return routesOf(section).map(pageOf);
      const frame = <TabsFrame section={section} name={name} description={tabs} />;
      return [
        { element: frame, children: tabsOf(section).map(pageOf) },
        ...routesOf(section).filter(isOfOneObject).map(pageOf),
      ];
    });
}

export const createRouter = () =>
  createBrowserRouter([
    {
      errorElement: <ErrorPage />,
      children: [
        ...doors.map(({ path, element: Door }) => ({ path, element: <Door /> })),
        {
          element: <SignedIn />,
          children: [
            { path: "/", element: <Start /> },
            {
              path: "/projects/:project",
              element: <ProjectScope />,
              children: [
                { index: true, element: <FirstPage /> },
                { path: "settings", element: <Navigate to="ssh-keys" replace /> },
                ...pagesOf("project"),
                { path: "*", element: <Outside what="This page" /> },
              ],
            },
            {
              path: "/admin",
              element: <TenantScope />,
              children: [
                { index: true, element: <FirstPage /> },
                { path: "settings", element: <Navigate to="ssh-keys" replace /> },
                ...pagesOf("tenant"),
                { path: "*", element: <Outside what="This page" /> },
              ],
            },
            {
              path: personHome,
              element: <PersonScope />,
              children: [
                { index: true, element: <FirstPage /> },
                ...pagesOf("person"),
                { path: "*", element: <Outside what="This page" /> },
              ],
            },
            { path: "*", element: <Outside what="This page" /> },
          ],
        },
      ],
    },
  ]);
