import { Form } from "@patternfly/react-core";
import { useForm } from "react-hook-form";
import { useNavigate, useParams } from "react-router";
import { Problem } from "@/api/problem";
import { ProblemAlert } from "@/components/ProblemAlert";
import type { NewPassword } from "@/components/form/NewPasswordFields";
import { NewPasswordFields } from "@/components/form/NewPasswordFields";
import { useProblemAtFields } from "@/components/form/useProblemAtFields";
import { DoorButton } from "./DoorButton";
import { DoorPage } from "./DoorPage";

interface Props {
  title: string;
  description: string;
  label: "Password" | "New password";
  set: (token: string, password: string) => Promise<void>;
}

/** The page that a link opens by which somebody sets their password. */
export function PasswordByLink({ title, description, label, set }: Props) {
  const { token = "" } = useParams();
  const navigate = useNavigate();
  const { control, handleSubmit, setError, formState } = useForm<NewPassword>({
    defaultValues: { wanted: "", again: "" },
  });
  const { problem, attempt } = useProblemAtFields(setError, { "/password": "wanted" });

  async function choose({ wanted }: NewPassword) {
    await attempt(async () => {
      await set(token, wanted);
      await navigate("/sign-in", { replace: true, state: { passwordSet: true } });
    });
  }

  const gone = problem instanceof Problem && problem.status === 404;
  return (
    <DoorPage title={title} description={description}>
      <Form noValidate onSubmit={(event) => void handleSubmit(choose)(event)}>
        {problem !== null && (
          <ProblemAlert
            problem={problem}
            title={gone ? "This link does not work any more" : "The password was not set"}
          />
        )}
        <NewPasswordFields control={control} label={label} autoFocus />
        <DoorButton isPending={formState.isSubmitting}>Set password</DoorButton>
      </Form>
    </DoorPage>
  );
}
