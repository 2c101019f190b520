import { lazy } from "react";
import type { RouteObject } from "react-router";
import { Navigate, createBrowserRouter } from "react-router";
import type { RouteDef } from "@/access/route";
import { scopeOf } from "@/access/route";
import { ErrorPage } from "./ErrorPage";
import { Guarded } from "./Guarded";
import { SettingsFrame } from "./SettingsFrame";
import { SignedIn } from "./SignedIn";
import { routesOf } from "./routes";
import { sections } from "./sections";
import { Outside, ProjectScope, Start, TenantScope } from "./scopes";

const SignInPage = lazy(() => import("@/features/session/SignInPage"));
const ActivatePage = lazy(() => import("@/features/session/ActivatePage"));

function pageOf(route: RouteDef): RouteObject {
  return { path: route.path, element: <Guarded route={route} /> };
}

/** The pages of a scope; those of a section with tabs stand in its frame. */
function pagesOf(scope: "project" | "tenant"): RouteObject[] {
  return sections
    .filter(({ section }) => scopeOf[section] === scope)
    .flatMap(({ section, name, tabs }) => {
      const pages = routesOf(section).map(pageOf);
      return tabs === undefined
        ? pages
        : [{ element: <SettingsFrame section={section} name={name} description={tabs} />, children: pages }];
    });
}

export const createRouter = () =>
  createBrowserRouter([
    {
      errorElement: <ErrorPage />,
      children: [
        { path: "/sign-in", element: <SignInPage /> },
        { path: "/activate/:token", element: <ActivatePage /> },
        {
          element: <SignedIn />,
          children: [
            { path: "/", element: <Start /> },
            {
              path: "/projects/:project",
              element: <ProjectScope />,
              children: [
                { index: true, element: <Navigate to="clusters" replace /> },
                { path: "settings", element: <Navigate to="ssh-keys" replace /> },
                ...pagesOf("project"),
                { path: "*", element: <Outside what="This page" /> },
              ],
            },
            {
              path: "/admin",
              element: <TenantScope />,
              children: [
                { index: true, element: <Navigate to="projects" replace /> },
                { path: "settings", element: <Navigate to="ssh-keys" replace /> },
                ...pagesOf("tenant"),
                { path: "*", element: <Outside what="This page" /> },
              ],
            },
            { path: "*", element: <Outside what="This page" /> },
          ],
        },
      ],
    },
  ]);
