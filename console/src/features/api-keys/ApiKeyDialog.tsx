import { useForm } from "react-hook-form";
import { useMe } from "@/access/useMe";
import { createApiKey, updateApiKey } from "@/api/apiKeys";
import type { ApiKey } from "@/api/types";
import { useToast } from "@/components/Toasts";
import { ExpiryField } from "@/components/form/ExpiryField";
import { FormDialog } from "@/components/form/FormDialog";
import { NameField } from "@/components/form/NameField";
import type { ExpiryValue } from "@/components/form/expiry";
import { expiryText, expiryValueOf } from "@/components/form/expiry";
import { useFormDialog } from "@/components/form/useFormDialog";
import { UserField } from "./UserField";
import type { Whose } from "./wording";
import { wordings } from "./wording";

interface ApiKeyForm {
  name: string;
  /** The uid of whom the key acts as. */
  user: string;
  expiry: ExpiryValue;
}

const fieldOf = { "/metadata/name": "name", "/spec/userUid": "user", "/spec/expiry": "expiry" } as const;

interface Props {
  whose: Whose;
  /** The key to edit; without it a new one is created. */
  existing?: ApiKey;
  onClose: () => void;
  /** Hears the value of a new key, which is told this once. */
  onCreated?: (name: string, value: string) => void;
}

export function ApiKeyDialog({ whose, existing, onClose, onCreated }: Props) {
  const toast = useToast();
  const me = useMe();
  const { noun, purpose, unique, end } = wordings[whose];
  const form = useForm<ApiKeyForm>({
    defaultValues: {
      name: existing?.metadata.name ?? "",
      user: existing?.spec.user.uid ?? me.uid,
      expiry: existing === undefined ? { choice: "90", date: "" } : expiryValueOf(existing.spec.expiry),
    },
  });
  const dialog = useFormDialog(form, {
    fieldOf,
    save: async ({ name, user, expiry: chosen }) => {
      const expiry = expiryText(chosen, existing?.spec.expiry ?? null);
      if (existing === undefined)
        return createApiKey({ metadata: { name }, spec: { expiry, userUid: user } });
      const { labels, annotations } = existing.metadata;
      await updateApiKey(existing.metadata.uid, {
        metadata: { name, labels, annotations },
        spec: { expiry },
      });
      return undefined;
    },
    onSaved: ({ name }, created) => {
      if (created !== undefined) onCreated?.(name, created.apiKey);
      else toast({ title: `“${name}” was saved` });
    },
    onClose,
  });

  return (
    <FormDialog
      title={existing === undefined ? "Create API key" : "Edit API key"}
      description={existing === undefined ? purpose : undefined}
      failure={`The ${noun} was not ${existing === undefined ? "created" : "saved"}`}
      {...dialog}
    >
      <NameField control={form.control} noun={noun} help={unique} maxLength={64} />
      {whose === "everybodys" && existing === undefined && <UserField control={form.control} name="user" />}
      <ExpiryField control={form.control} name="expiry" then={end} />
    </FormDialog>
  );
}
