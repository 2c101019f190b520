import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { useMe } from "@/access/useMe";
import { setSessionTimeout } from "@/api/signInSettings";
import { useToast } from "@/components/Toasts";
import { FormDialog } from "@/components/form/FormDialog";
import { TextField } from "@/components/form/TextField";
import { useProblemAtFields } from "@/components/form/useProblemAtFields";
import { isWholeNumber } from "./policy";

const fieldOf = { "/expiryTimeMinutes": "minutes" } as const;

export function SessionTimeoutDialog({ minutes, onClose }: { minutes: number; onClose: () => void }) {
  const queries = useQueryClient();
  const toast = useToast();
  const { tenantUid } = useMe();
  const { control, handleSubmit, setError } = useForm({ defaultValues: { minutes: String(minutes) } });
  const { problem, attempt } = useProblemAtFields(setError, fieldOf);
  const save = useMutation({
    mutationFn: (wanted: string) => setSessionTimeout(tenantUid, { expiryTimeMinutes: Number(wanted) }),
    onSuccess: async () => {
      await queries.invalidateQueries();
      onClose();
      toast({ title: "The session time-out was saved" });
    },
  });

  return (
    <FormDialog
      title="Edit session time-out"
      description="A shorter time holds at once for who is signed in already."
      failure="The session time-out was not saved"
      problem={problem}
      isPending={save.isPending}
      onSubmit={(event) => void handleSubmit((form) => attempt(() => save.mutateAsync(form.minutes)))(event)}
      onClose={onClose}
    >
      <TextField
        control={control}
        name="minutes"
        label="Minutes without an action"
        type="number"
        rules={{ validate: isWholeNumber }}
        help="From 15 to 1440, which is a day."
      />
    </FormDialog>
  );
}
