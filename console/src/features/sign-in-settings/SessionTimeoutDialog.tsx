import { useForm } from "react-hook-form";
import { useMe } from "@/access/useMe";
import { setSessionTimeout } from "@/api/signInSettings";
import { useToast } from "@/components/Toasts";
import { FormDialog } from "@/components/form/FormDialog";
import { TextField } from "@/components/form/TextField";
import { useFormDialog } from "@/components/form/useFormDialog";
import { isWholeNumber } from "./policy";

const fieldOf = { "/expiryTimeMinutes": "minutes" } as const;

export function SessionTimeoutDialog({ minutes, onClose }: { minutes: number; onClose: () => void }) {
  const toast = useToast();
  const { tenantUid } = useMe();
  const form = useForm({ defaultValues: { minutes: String(minutes) } });
  const dialog = useFormDialog(form, {
    fieldOf,
    save: (wanted) => setSessionTimeout(tenantUid, { expiryTimeMinutes: Number(wanted.minutes) }),
    onSaved: () => toast({ title: "The session time-out was saved" }),
    onClose,
  });

  return (
    <FormDialog
      title="Edit session time-out"
      description="A shorter time holds at once for who is signed in already."
      failure="The session time-out was not saved"
      {...dialog}
    >
      <TextField
        control={form.control}
        name="minutes"
        label="Minutes without an action"
        type="number"
        rules={{ validate: isWholeNumber }}
        help="From 15 to 1440, which is a day."
      />
    </FormDialog>
  );
}
