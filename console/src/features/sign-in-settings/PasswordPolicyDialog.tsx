import { useForm } from "react-hook-form";
import { useMe } from "@/access/useMe";
import { setPasswordPolicy } from "@/api/signInSettings";
import type { PasswordPolicy } from "@/api/types";
import { useToast } from "@/components/Toasts";
import { FormDialog } from "@/components/form/FormDialog";
import { TextField } from "@/components/form/TextField";
import { useFormDialog } from "@/components/form/useFormDialog";
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
  const toast = useToast();
  const { tenantUid } = useMe();
  const form = useForm<PolicyForm>({
    defaultValues: ofEach((name) => String(policy[name])),
  });
  const dialog = useFormDialog(form, {
    fieldOf,
    save: (wanted) =>
      setPasswordPolicy(
        tenantUid,
        ofEach((name) => Number(wanted[name])),
      ),
    onSaved: () => toast({ title: "The password policy was saved" }),
    onClose,
  });

  return (
    <FormDialog
      title="Edit password policy"
      description="It holds for passwords that are set from now on, the expiry at once. 0 asks for nothing."
      failure="The password policy was not saved"
      {...dialog}
    >
      {policyFields.map(({ name, label }) => (
        <TextField
          key={name}
          control={form.control}
          name={name}
          label={label}
          type="number"
          rules={{ validate: isWholeNumber }}
        />
      ))}
    </FormDialog>
  );
}
