import { Button, Form } from "@patternfly/react-core";
import { useForm } from "react-hook-form";
import { useNavigate, useParams } from "react-router";
import { Problem } from "@/api/problem";
import { activate } from "@/api/session";
import { ProblemAlert } from "@/components/ProblemAlert";
import { PasswordField } from "@/components/form/PasswordField";
import { useProblemAtFields } from "@/components/form/useProblemAtFields";
import { DoorPage } from "./DoorPage";

interface Passwords {
  password: string;
  again: string;
}

export default function ActivatePage() {
  const { token = "" } = useParams();
  const navigate = useNavigate();
  const { control, handleSubmit, setError, formState } = useForm<Passwords>({
    defaultValues: { password: "", again: "" },
  });
  const { problem, attempt } = useProblemAtFields(setError, { "/password": "password" });

  async function choose({ password }: Passwords) {
    await attempt(async () => {
      await activate(token, password);
      await navigate("/sign-in", { replace: true, state: { activated: true } });
    });
  }

  const gone = problem instanceof Problem && problem.status === 404;
  return (
    <DoorPage title="Welcome" description="Choose the password that you will sign in with.">
      <Form noValidate onSubmit={(event) => void handleSubmit(choose)(event)}>
        {problem !== null && (
          <ProblemAlert
            problem={problem}
            title={gone ? "This link does not work any more" : "The password was not set"}
          />
        )}
        <PasswordField
          control={control}
          name="password"
          label="Password"
          autoComplete="new-password"
          autoFocus
          rules={{ required: "Choose a password." }}
          help="Several words that do not belong together are strong, and easy to remember."
        />
        <PasswordField
          control={control}
          name="again"
          label="Password again"
          autoComplete="new-password"
          rules={{
            validate: (again, { password }) => again === password || "The two passwords differ.",
          }}
        />
        <Button
          type="submit"
          size="lg"
          isBlock
          isLoading={formState.isSubmitting}
          isDisabled={formState.isSubmitting}
        >
          Set password
        </Button>
      </Form>
    </DoorPage>
  );
}
