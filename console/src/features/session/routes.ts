import { lazy } from "react";

/** The pages of who is not signed in. The browser tests walk them as well. */
export const doors = [
  { path: "/sign-in", element: lazy(() => import("./SignInPage")) },
  { path: "/forgotten-password", element: lazy(() => import("./ForgottenPasswordPage")) },
  { path: "/activate/:token", element: lazy(() => import("./ActivatePage")) },
  { path: "/reset-password/:token", element: lazy(() => import("./ResetPasswordPage")) },
];
