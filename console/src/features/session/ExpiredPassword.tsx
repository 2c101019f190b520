import { Alert, Button, Form } from "@patternfly/react-core";
import { useForm } from "react-hook-form";
import { changeExpiredPassword } from "@/api/session";
import { ProblemAlert } from "@/components/ProblemAlert";
import type { NewPassword } from "@/components/form/NewPasswordFields";
import { NewPasswordFields } from "@/components/form/NewPasswordFields";
import { useProblemAtFields } from "@/components/form/useProblemAtFields";
import { DoorButton } from "./DoorButton";
import { EmailField } from "./EmailField";

interface Props {
  emailId: string;
  /** The one that has expired, which the server has just found to be right. */
  password: string;
  onChanged: (password: string) => Promise<void>;
  onBack: () => void;
}

/** Asks for another password in the place of one that has expired. */
export function ExpiredPassword({ emailId, password, onChanged, onBack }: Props) {
  const { control, handleSubmit, setError, formState } = useForm<NewPassword & { emailId: string }>({
    defaultValues: { emailId, wanted: "", again: "" },
  });
  const { problem, attempt } = useProblemAtFields(setError, { "/newPassword": "wanted" });

  async function change({ wanted }: NewPassword) {
    await attempt(async () => {
      await changeExpiredPassword(emailId, password, wanted);
      await onChanged(wanted);
    });
  }

  return (
    <Form noValidate onSubmit={(event) => void handleSubmit(change)(event)}>
      <Alert variant="warning" isInline component="p" role="alert" title="Your password has expired">
        Choose another to go on. Your other sessions end, API keys stay.
      </Alert>
      {problem !== null && <ProblemAlert problem={problem} title="The password was not changed" />}
      <EmailField control={control} isReadOnly />
      <NewPasswordFields control={control} label="New password" autoFocus />
      <DoorButton isPending={formState.isSubmitting}>Change password and sign in</DoorButton>
      <Button variant="link" isInline onClick={onBack}>
        Back to sign in
      </Button>
    </Form>
  );
}
