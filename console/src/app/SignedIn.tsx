import { Button } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { Navigate, Outlet, useLocation } from "react-router";
import { isSignedOut } from "@/api/problem";
import { meQuery } from "@/api/session";
import { ProblemAlert } from "@/components/ProblemAlert";
import { Toasts } from "@/components/Toasts";
import { SessionEnded } from "@/features/session/SessionEnded";
import styles from "./SignedIn.module.css";
import { useLiveUpdates } from "./useLiveUpdates";

/** Everything behind the door. */
export function SignedIn() {
  const me = useQuery(meQuery());
  const live = useLiveUpdates();
  const { pathname, search } = useLocation();

  if (me.data === undefined) {
    if (isSignedOut(me.error)) {
      const to = pathname === "/" ? "" : `?to=${encodeURIComponent(pathname + search)}`;
      return <Navigate to={`/sign-in${to}`} replace />;
    }
    if (me.error) {
      const again = (
        <Button variant="link" isInline onClick={() => void me.refetch()}>
          Try again
        </Button>
      );
      return (
        <main className={styles.alone}>
          <ProblemAlert problem={me.error} title="The console could not start" action={again} />
        </main>
      );
    }
    return null;
  }
  if (!live) return null;
  return (
    <Toasts>
      <Outlet />
      <SessionEnded />
    </Toasts>
  );
}
