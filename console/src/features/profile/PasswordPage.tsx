import { ActionGroup, Button, Form } from "@patternfly/react-core";
import { useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { Link } from "react-router";
import { useMe } from "@/access/useMe";
import { changePassword } from "@/api/users";
import { ProblemAlert } from "@/components/ProblemAlert";
import { useToast } from "@/components/Toasts";
import type { NewPassword } from "@/components/form/NewPasswordFields";
import { NewPasswordFields } from "@/components/form/NewPasswordFields";
import { PasswordField } from "@/components/form/PasswordField";
import { useProblemAtFields } from "@/components/form/useProblemAtFields";
import styles from "./PasswordPage.module.css";

interface Passwords extends NewPassword {
  current: string;
}

const fieldOf = { "/currentPassword": "current", "/newPassword": "wanted" } as const;

export default function PasswordPage() {
  const { uid } = useMe();
  const queries = useQueryClient();
  const toast = useToast();
  const { control, handleSubmit, setError, reset, formState } = useForm<Passwords>({
    defaultValues: { current: "", wanted: "", again: "" },
  });
  const { problem, attempt } = useProblemAtFields(setError, fieldOf);

  async function change({ current, wanted }: Passwords) {
    await attempt(async () => {
      await changePassword(uid, current, wanted);
      reset();
      toast({ title: "Your password was changed", body: "Your other sessions have ended." });
      await queries.invalidateQueries();
    });
  }

  return (
    <Form noValidate className={styles.form} onSubmit={(event) => void handleSubmit(change)(event)}>
      <p>
        A new password ends all your other sessions, on every device. You stay signed in here, and your API
        keys go on.
      </p>
      <PasswordField
        control={control}
        name="current"
        label="Current password"
        autoComplete="current-password"
        rules={{ required: "Show that it is you, by the password you have now." }}
        help={<Link to="/forgotten-password">Forgotten your password?</Link>}
      />
      <NewPasswordFields control={control} label="New password" />
      {problem !== null && <ProblemAlert problem={problem} title="The password was not changed" />}
      <ActionGroup>
        <Button type="submit" isLoading={formState.isSubmitting} isDisabled={formState.isSubmitting}>
          Change password
        </Button>
      </ActionGroup>
    </Form>
  );
}
