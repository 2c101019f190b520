import { Alert, Button, Form } from "@patternfly/react-core";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { Problem, isSignedOut } from "@/api/problem";
import { serverNow } from "@/api/serverClock";
import { signIn } from "@/api/session";
import { ProblemAlert } from "@/components/ProblemAlert";
import { PasswordField } from "@/components/form/PasswordField";
import { TextField } from "@/components/form/TextField";
import { count, useNow } from "@/components/time";

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
  const [waitUntil, setWaitUntil] = useState(0);
  const { control, handleSubmit, resetField, setFocus, formState } = useForm<Credentials>({
    defaultValues: { emailId, password: "" },
  });

  async function attempt({ emailId, password }: Credentials) {
    setProblem(null);
    setWaitUntil(0);
    try {
      await signIn(emailId.trim(), password);
      await onSignedIn();
    } catch (error) {
      setProblem(error);
      if (error instanceof Problem && error.status === 429) {
        setWaitUntil(serverNow() + (error.retryAfterSeconds ?? 30) * 1_000);
      }
      resetField("password");
      setFocus("password");
    }
  }

  const wrong = isSignedOut(problem);
  const tooMany = problem instanceof Problem && problem.status === 429;

  return (
    <Form noValidate onSubmit={(event) => void handleSubmit(attempt)(event)}>
      {wrong && (
        <Alert variant="danger" isInline component="p" role="alert" title="Not signed in">
          The e-mail or the password is not right.
        </Alert>
      )}
      {tooMany && (
        <Alert variant="warning" isInline component="p" role="alert" title="Too many attempts">
          To keep guessers out, Gatehouse waits {count(problem.retryAfterSeconds ?? 30, "second")} before the
          next one.
        </Alert>
      )}
      {problem !== null && !wrong && !tooMany && <ProblemAlert problem={problem} title="Not signed in" />}
      <TextField
        control={control}
        name="emailId"
        label="E-mail"
        type="email"
        autoComplete="username"
        autoFocus={emailId === ""}
        rules={{ required: "Enter your e-mail address." }}
      />
      <PasswordField
        control={control}
        name="password"
        label="Password"
        autoComplete="current-password"
        autoFocus={emailId !== ""}
        rules={{ required: "Enter your password." }}
      />
      <SubmitButton waitUntil={waitUntil} isPending={formState.isSubmitting} />
    </Form>
  );
}

function SubmitButton({ waitUntil, isPending }: { waitUntil: number; isPending: boolean }) {
  const left = Math.ceil((waitUntil - useNow(500)) / 1_000);
  return (
    <Button type="submit" size="lg" isBlock isLoading={isPending} isDisabled={isPending || left > 0}>
      {left > 0 ? `Try again in ${left} s` : "Sign in"}
    </Button>
  );
}
