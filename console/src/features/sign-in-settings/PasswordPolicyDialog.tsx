import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { useMe } from "@/access/useMe";
import { setPasswordPolicy } from "@/api/signInSettings";
import type { PasswordPolicy } from "@/api/types";
import { useToast } from "@/components/Toasts";
import { FormDialog } from "@/components/form/FormDialog";
import { TextField } from "@/components/form/TextField";
import { useProblemAtFields } from "@/components/form/useProblemAtFields";
import type { PolicyField } from "./policy";
import { isWholeNumber, policyFields } from "./policy";

type PolicyForm = Record<PolicyField, string>;

const fieldOf = Object.fromEntries(policyFields.map(({ name }) => [`/${name}`, name]));

/** The same for each of the policy's numbers. */
function ofEach<Value>(valueOf: (name: PolicyField) => Value) {
  return Object.fromEntries(policyFields.map(({ name }) => [name, valueOf(name)])) as Record<
    PolicyField,
    Value
  >;
}

export function PasswordPolicyDialog({ policy, onClose }: { policy: PasswordPolicy; onClose: () => void }) {
  const queries = useQueryClient();
  const toast = useToast();
  const { tenantUid } = useMe();
  const { control, handleSubmit, setError } = useForm<PolicyForm>({
    defaultValues: ofEach((name) => String(policy[name])),
  });
  const { problem, attempt } = useProblemAtFields(setError, fieldOf);
  const save = useMutation({
    mutationFn: (form: PolicyForm) =>
      setPasswordPolicy(
        tenantUid,
        ofEach((name) => Number(form[name])),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries();
      onClose();
      toast({ title: "The password policy was saved" });
    },
  });

  return (
    <FormDialog
      title="Edit password policy"
      description="It holds for passwords that are set from now on, the expiry at once. 0 asks for nothing."
      failure="The password policy was not saved"
      problem={problem}
      isPending={save.isPending}
      onSubmit={(event) => void handleSubmit((form) => attempt(() => save.mutateAsync(form)))(event)}
      onClose={onClose}
    >
      {policyFields.map(({ name, label }) => (
        <TextField
          key={name}
          control={control}
          name={name}
          label={label}
          type="number"
          rules={{ validate: isWholeNumber }}
        />
      ))}
    </FormDialog>
  );
}
