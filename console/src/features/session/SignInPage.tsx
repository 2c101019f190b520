import { Alert } from "@patternfly/react-core";
import { useQueryClient } from "@tanstack/react-query";
import { useLocation, useNavigate, useSearchParams } from "react-router";
import { session } from "@/access/session";
import { DoorPage } from "./DoorPage";
import { SignInForm } from "./SignInForm";

interface Arrival {
  signedOut?: boolean;
  passwordSet?: boolean;
}

export default function SignInPage() {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const arrival = (useLocation().state ?? {}) as Arrival;
  const wanted = search.get("to") ?? "/";
  const to = /^\/(?![/\\])/.test(wanted) ? wanted : "/";

  async function enter() {
    queries.clear();
    session.renew();
    await navigate(to, { replace: true });
  }

  return (
    <DoorPage title="Sign in">
      {arrival.signedOut && <Alert variant="success" isInline component="p" title="You are signed out." />}
      {arrival.passwordSet && (
        <Alert variant="success" isInline component="p" title="Your password is set. Sign in with it." />
      )}
      {to !== "/" && !arrival.signedOut && (
        <p className="gh-quiet">
          Sign in to go on to the page you asked for. A session ends after four hours without use.
        </p>
      )}
      <SignInForm onSignedIn={enter} />
    </DoorPage>
  );
}
