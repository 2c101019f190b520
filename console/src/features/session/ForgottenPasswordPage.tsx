import { Alert, Form } from "@patternfly/react-core";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { Link, useLocation } from "react-router";
import { askForResetLink } from "@/api/session";
import { ProblemAlert } from "@/components/ProblemAlert";
import { useProblemAtFields } from "@/components/form/useProblemAtFields";
import { DoorButton } from "./DoorButton";
import { DoorPage } from "./DoorPage";
import { EmailField } from "./EmailField";

interface Address {
  emailId: string;
}

export default function ForgottenPasswordPage() {
  const { emailId = "" } = (useLocation().state ?? {}) as Partial<Address>;
  const [asked, setAsked] = useState<string | null>(null);
  const { control, handleSubmit, setError, formState } = useForm<Address>({ defaultValues: { emailId } });
  const { problem, attempt } = useProblemAtFields(setError, { "/emailId": "emailId" });

  async function ask({ emailId }: Address) {
    setAsked(null);
    await attempt(async () => {
      await askForResetLink(emailId.trim());
      setAsked(emailId.trim());
    });
  }

  return (
    <DoorPage
      title="Forgotten your password?"
      description="A link by which you choose a new one is sent to you by mail."
    >
      <Form noValidate onSubmit={(event) => void handleSubmit(ask)(event)}>
        {asked !== null && (
          <Alert variant="info" isInline component="p" role="status" title="Look into your mail">
            <p>
              If {asked} is the address of a user here, and this Gatehouse sends mail, a link is on its way.
              It works once, for an hour.
            </p>
            <p>Otherwise ask an administrator, who can make a link for you under Users &amp; Teams.</p>
          </Alert>
        )}
        {problem !== null && <ProblemAlert problem={problem} title="No link was sent" />}
        <EmailField control={control} autoFocus />
        <DoorButton isPending={formState.isSubmitting}>Send a link</DoorButton>
        <Link to="/sign-in">Back to sign in</Link>
      </Form>
    </DoorPage>
  );
}
