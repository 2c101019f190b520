import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { createApiKey, updateApiKey } from "@/api/apiKeys";
import type { ApiKey } from "@/api/types";
import { useToast } from "@/components/Toasts";
import { ExpiryField } from "@/components/form/ExpiryField";
import { FormDialog } from "@/components/form/FormDialog";
import { TextField } from "@/components/form/TextField";
import type { ExpiryValue } from "@/components/form/expiry";
import { expiryText, expiryValueOf } from "@/components/form/expiry";
import { useProblemAtFields } from "@/components/form/useProblemAtFields";

interface ApiKeyForm {
  name: string;
  expiry: ExpiryValue;
}

const fieldOf = { "/metadata/name": "name", "/spec/expiry": "expiry" } as const;

interface Props {
  /** The key to edit; without it a new one is created. */
  existing?: ApiKey;
  onClose: () => void;
  /** Hears the new key's name and value, which is told this once. */
  onCreated?: (name: string, value: string) => void;
}

export function ApiKeyDialog({ existing, onClose, onCreated }: Props) {
  const queries = useQueryClient();
  const toast = useToast();
  const before = existing?.spec.expiry ?? null;
  const { control, handleSubmit, setError } = useForm<ApiKeyForm>({
    defaultValues: {
      name: existing?.metadata.name ?? "",
      expiry: before === null ? { choice: "90", date: "" } : expiryValueOf(before),
    },
  });
  const { problem, attempt } = useProblemAtFields(setError, fieldOf);
  const save = useMutation({
    mutationFn: async ({ name, expiry }: ApiKeyForm) => {
      const { labels, annotations } = existing?.metadata ?? {};
      const input = { metadata: { name, labels, annotations }, spec: { expiry: expiryText(expiry, before) } };
      if (existing === undefined) return createApiKey(input);
      await updateApiKey(existing.metadata.uid, input);
      return undefined;
    },
    onSuccess: async (created, { name }) => {
      await queries.invalidateQueries();
      onClose();
      if (created !== undefined) onCreated?.(name, created.apiKey);
      else toast({ title: `“${name}” was saved` });
    },
  });

  return (
    <FormDialog
      title={existing === undefined ? "Create API key" : "Edit API key"}
      description={
        existing === undefined ? "Whoever shows it may do what you may at that moment." : undefined
      }
      failure={existing === undefined ? "The API key was not created" : "The API key was not saved"}
      problem={problem}
      isPending={save.isPending}
      onSubmit={(event) =>
        void handleSubmit((form) => attempt(async () => void (await save.mutateAsync(form))))(event)
      }
      onClose={onClose}
    >
      <TextField
        control={control}
        name="name"
        label="Name"
        rules={{ required: "Give the API key a name." }}
        help="Unique among your API keys: the program or machine that uses it."
        autoComplete="off"
      />
      <ExpiryField
        control={control}
        name="expiry"
        then="Every API key ends some day; you can put the end off before."
      />
    </FormDialog>
  );
}
