import { useForm } from "react-hook-form";
import { useMe } from "@/access/useMe";
import { createRegistrationToken, updateRegistrationToken } from "@/api/registrationTokens";
import type { RegistrationToken } from "@/api/types";
import { useToast } from "@/components/Toasts";
import { ExpiryField } from "@/components/form/ExpiryField";
import { FormDialog } from "@/components/form/FormDialog";
import { NameField } from "@/components/form/NameField";
import { SelectField } from "@/components/form/SelectField";
import type { ExpiryValue } from "@/components/form/expiry";
import { expiryText, expiryValueOf } from "@/components/form/expiry";
import { useFormDialog } from "@/components/form/useFormDialog";

interface TokenForm {
  name: string;
  /** A project's uid, or empty: every project. */
  project: string;
  expiry: ExpiryValue;
}

const fieldOf = {
  "/metadata/name": "name",
  "/spec/defaultProjectUid": "project",
  "/spec/expiry": "expiry",
} as const;

interface Props {
  /** The token to edit; without it a new one is created. */
  existing?: RegistrationToken;
  onClose: () => void;
}

export function RegistrationTokenDialog({ existing, onClose }: Props) {
  const toast = useToast();
  const { projects } = useMe();
  const chosen = existing?.spec.defaultProject ?? null;
  const unseen = chosen !== null && !projects.some(({ uid }) => uid === chosen.uid) ? [chosen] : [];
  const form = useForm<TokenForm>({
    defaultValues: {
      name: existing?.metadata.name ?? "",
      project: chosen?.uid ?? "",
      expiry: existing === undefined ? { choice: "30", date: "" } : expiryValueOf(existing.spec.expiry),
    },
  });
  const dialog = useFormDialog(form, {
    fieldOf,
    save: async ({ name, project, expiry }) => {
      const { labels, annotations } = existing?.metadata ?? {};
      const input = {
        metadata: { name, labels, annotations },
        spec: { defaultProjectUid: project, expiry: expiryText(expiry, existing?.spec.expiry ?? null) },
      };
      if (existing === undefined) await createRegistrationToken(input);
      else await updateRegistrationToken(existing.metadata.uid, input);
    },
    onSaved: ({ name }) => toast({ title: `“${name}” was ${existing === undefined ? "created" : "saved"}` }),
    onClose,
  });

  return (
    <FormDialog
      title={existing === undefined ? "Create registration token" : "Edit registration token"}
      description={
        existing === undefined ? "With its value, machines become nodes until it expires." : undefined
      }
      failure={existing === undefined ? "The token was not created" : "The token was not saved"}
      {...dialog}
    >
      <NameField control={form.control} noun="token" maxLength={64} />
      <SelectField
        control={form.control}
        name="project"
        label="Project"
        choices={[{ value: "", name: "Every project" }, ...[...projects, ...unseen].map(asChoice)]}
        help="It admits machines to the clusters of this project."
      />
      <ExpiryField control={form.control} name="expiry" then="Then it admits no machine. Nodes stay." />
    </FormDialog>
  );
}

const asChoice = ({ uid, name }: { uid: string; name: string }) => ({ value: uid, name });
