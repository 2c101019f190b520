import { Alert, Form } from "@patternfly/react-core";
import { useState } from "react";
import type { Control } from "react-hook-form";
import { useForm, useWatch } from "react-hook-form";
import { Link } from "react-router";
import { Problem, isSignedOut } from "@/api/problem";
import { serverNow } from "@/api/serverClock";
import { signIn } from "@/api/session";
import { ProblemAlert } from "@/components/ProblemAlert";
import { PasswordField } from "@/components/form/PasswordField";
import { count, useNow } from "@/components/time";
import { DoorButton } from "./DoorButton";
import { EmailField } from "./EmailField";
import { ExpiredPassword } from "./ExpiredPassword";

interface Credentials {
  emailId: string;
  password: string;
}

interface Props {
  /** Who was signed in, when the session has ended. */
  emailId?: string;
  onSignedIn: () => Promise<void>;
}

export function SignInForm({ emailId = "", onSignedIn }: Props) {
  const [problem, setProblem] = useState<unknown>(null);
  const [expired, setExpired] = useState<Credentials | null>(null);
  const [waitUntil, setWaitUntil] = useState(0);
  const { control, handleSubmit, resetField, setFocus, formState } = useForm<Credentials>({
    defaultValues: { emailId, password: "" },
  });

  async function attempt(tried: Credentials) {
    setProblem(null);
    setWaitUntil(0);
    try {
      await signIn(tried.emailId.trim(), tried.password);
      await onSignedIn();
    } catch (error) {
      const hasExpired = error instanceof Problem && error.rule === "PASSWORD_EXPIRED";
      setExpired(hasExpired ? tried : null);
      setProblem(hasExpired ? null : error);
      if (error instanceof Problem && error.status === 429) {
        setWaitUntil(serverNow() + (error.retryAfterSeconds ?? 30) * 1_000);
      }
      resetField("password");
      setFocus("password");
    }
  }

  if (expired !== null) {
    return (
      <ExpiredPassword
        emailId={expired.emailId.trim()}
        password={expired.password}
        onChanged={(password) => attempt({ ...expired, password })}
        onBack={() => setExpired(null)}
      />
    );
  }

  const sessionEnded = emailId !== "";
  return (
    <Form noValidate onSubmit={(event) => void handleSubmit(attempt)(event)}>
      <WhyNot problem={problem} />
      <EmailField control={control} autoFocus={!sessionEnded} />
      <PasswordField
        control={control}
        name="password"
        label="Password"
        autoComplete="current-password"
        autoFocus={sessionEnded}
        rules={{ required: "Enter your password." }}
      />
      <SubmitButton waitUntil={waitUntil} isPending={formState.isSubmitting} />
      <Forgotten control={control} inNewTab={sessionEnded} />
    </Form>
  );
}

function WhyNot({ problem }: { problem: unknown }) {
  if (problem === null) return null;
  if (isSignedOut(problem)) {
    return (
      <Alert variant="danger" isInline component="p" role="alert" title="Not signed in">
        The e-mail or the password is not right.
      </Alert>
    );
  }
  if (problem instanceof Problem && problem.status === 429) {
    return (
      <Alert variant="warning" isInline component="p" role="alert" title="Too many attempts">
        To keep guessers out, Gatehouse waits {count(problem.retryAfterSeconds ?? 30, "second")} before the
        next one.
      </Alert>
    );
  }
  return <ProblemAlert problem={problem} title="Not signed in" />;
}

function SubmitButton({ waitUntil, isPending }: { waitUntil: number; isPending: boolean }) {
  const left = Math.ceil((waitUntil - useNow(500)) / 1_000);
  return (
    <DoorButton isPending={isPending} isDisabled={left > 0}>
      {left > 0 ? `Try again in ${left} s` : "Sign in"}
    </DoorButton>
  );
}

/** In a new tab where somebody's work lies behind the form. */
function Forgotten({ control, inNewTab }: { control: Control<Credentials>; inNewTab: boolean }) {
  const emailId = useWatch({ control, name: "emailId" });
  return (
    <Link to="/forgotten-password" state={{ emailId }} target={inNewTab ? "_blank" : undefined}>
      Forgotten your password?{inNewTab && " (opens a new tab)"}
    </Link>
  );
}
