import { useQuery } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { createTeam, updateTeam } from "@/api/teams";
import type { Team } from "@/api/types";
import { usersQuery } from "@/api/users";
import { useToast } from "@/components/Toasts";
import { CheckListField } from "@/components/form/CheckListField";
import { FormDialog } from "@/components/form/FormDialog";
import { NameField } from "@/components/form/NameField";
import { useFormDialog } from "@/components/form/useFormDialog";
import { personName } from "./describe";

interface TeamForm {
  name: string;
  users: string[];
}

const fieldOf = { "/metadata/name": "name", "/spec/users": "users" } as const;

export function TeamDialog({ existing, onClose }: { existing?: Team; onClose: () => void }) {
  const toast = useToast();
  const people = useQuery(usersQuery());
  const form = useForm<TeamForm>({
    defaultValues: {
      name: existing?.metadata.name ?? "",
      users: existing?.spec.users.map(({ uid }) => uid) ?? [],
    },
  });
  const dialog = useFormDialog(form, {
    fieldOf,
    save: async ({ name, users }) => {
      const { labels, annotations } = existing?.metadata ?? {};
      const input = { metadata: { name, labels, annotations }, spec: { users } };
      if (existing === undefined) await createTeam(input);
      else await updateTeam(existing.metadata.uid, input);
    },
    onSaved: ({ name }) => toast({ title: `“${name}” was ${existing === undefined ? "created" : "saved"}` }),
    onClose,
  });

  return (
    <FormDialog
      title={existing === undefined ? "Create team" : "Edit team"}
      failure={existing === undefined ? "The team was not created" : "The team was not saved"}
      {...dialog}
    >
      <NameField control={form.control} noun="team" help="Unique among all teams." maxLength={128} />
      <CheckListField
        control={form.control}
        name="users"
        label="Members"
        choices={(people.data?.items ?? []).map((user) => ({
          value: user.metadata.uid,
          name: personName(user),
          note: personName(user) === user.spec.emailId ? undefined : user.spec.emailId,
        }))}
        none="There are no users yet."
        help={
          existing === undefined
            ? "They inherit the roles that the team is given on its page."
            : "Whoever leaves the team loses its roles at once, and with their last role in a project their sessions, API keys and the SSH keys they own there."
        }
      />
    </FormDialog>
  );
}
