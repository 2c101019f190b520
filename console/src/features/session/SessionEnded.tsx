import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { session, useSessionEnded } from "@/access/session";
import { useMe } from "@/access/useMe";
import { meQuery } from "@/api/session";
import { Dialog } from "@/components/Dialog";
import { SignInForm } from "./SignInForm";

/** Asks for the password again over the page, so that nothing typed there is lost; what it shows stays hidden until then. */
export function SessionEnded() {
  const me = useMe();
  const queries = useQueryClient();
  const navigate = useNavigate();
  if (!useSessionEnded()) return null;

  async function goOn() {
    const now = await queries.fetchQuery({ ...meQuery(), staleTime: 0 });
    session.renew();
    if (now.uid === me.uid) {
      void queries.invalidateQueries();
    } else {
      queries.clear();
      await navigate("/", { replace: true });
    }
  }

  return (
    <Dialog
      title="Sign in again"
      description="Your session has ended: after four hours without use, or twelve in all. What you were doing is still here and goes on where you left it."
      size="small"
      covers
      initialFocus="#field-password"
    >
      <SignInForm emailId={me.emailId} onSignedIn={goOn} />
    </Dialog>
  );
}
