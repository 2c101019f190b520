import { useQuery } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { useCan } from "@/access/scope";
import { teamsQuery } from "@/api/teams";
import { createUser, updateUser } from "@/api/users";
import type { CreatedUser } from "@/api/types";
import { useToast } from "@/components/Toasts";
import { CheckListField } from "@/components/form/CheckListField";
import { FormDialog } from "@/components/form/FormDialog";
import { TextField } from "@/components/form/TextField";
import { useFormDialog } from "@/components/form/useFormDialog";
import type { Person } from "./describe";

interface UserForm {
  firstName: string;
  lastName: string;
  emailId: string;
  teams: string[];
}

const fieldOf = {
  "/spec/firstName": "firstName",
  "/spec/lastName": "lastName",
  "/spec/emailId": "emailId",
  "/spec/teams": "teams",
} as const;

interface Props {
  /** The user to edit; without it a new one is created. */
  existing?: Person;
  onClose: () => void;
  /** Hears what was created: its link is told this once. */
  onCreated?: (created: CreatedUser, emailId: string) => void;
}

export function UserDialog({ existing, onClose, onCreated }: Props) {
  const toast = useToast();
  const form = useForm<UserForm>({
    defaultValues: {
      firstName: existing?.spec.firstName ?? "",
      lastName: existing?.spec.lastName ?? "",
      emailId: existing?.spec.emailId ?? "",
      teams: [],
    },
  });
  const { control } = form;
  const dialog = useFormDialog(form, {
    fieldOf,
    save: async ({ teams, ...names }) => {
      if (existing === undefined) return createUser({ ...names, teams });
      await updateUser(existing.metadata.uid, names);
      return undefined;
    },
    onSaved: ({ emailId }, created) => {
      if (created !== undefined) onCreated?.(created, emailId);
      else toast({ title: `${emailId} was saved` });
    },
    onClose,
  });

  return (
    <FormDialog
      title={existing === undefined ? "Create user" : "Edit user"}
      description={
        existing === undefined ? "They choose their password by a link that works for three days." : undefined
      }
      failure={existing === undefined ? "The user was not created" : "The user was not saved"}
      {...dialog}
    >
      <TextField control={control} name="firstName" label="First name" autoComplete="off" maxLength={64} />
      <TextField control={control} name="lastName" label="Last name" autoComplete="off" maxLength={64} />
      <TextField
        control={control}
        name="emailId"
        label="E-mail"
        type="email"
        rules={{ required: "Give the address that they sign in with." }}
        help="They sign in with it. Unique among all users."
        autoComplete="off"
      />
      {existing === undefined && <TeamsField control={control} />}
    </FormDialog>
  );
}

type Control = ReturnType<typeof useForm<UserForm>>["control"];

/** Not there for whoever may not see teams. */
function TeamsField({ control }: { control: Control }) {
  const can = useCan();
  const mayList = can("team.list");
  const teams = useQuery({ ...teamsQuery(), enabled: mayList });
  if (!mayList) return null;
  return (
    <CheckListField
      control={control}
      name="teams"
      label="Teams"
      choices={(teams.data?.items ?? []).map(({ metadata }) => ({
        value: metadata.uid,
        name: metadata.name,
      }))}
      none="There are no teams yet."
      help="With a team they get its roles. Roles of their own are given on their page."
    />
  );
}
