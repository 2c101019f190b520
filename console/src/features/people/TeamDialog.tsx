import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { createTeam, updateTeam } from "@/api/teams";
import type { Team } from "@/api/types";
import { usersQuery } from "@/api/users";
import { useToast } from "@/components/Toasts";
import { CheckListField } from "@/components/form/CheckListField";
import { FormDialog } from "@/components/form/FormDialog";
import { TextField } from "@/components/form/TextField";
import { useProblemAtFields } from "@/components/form/useProblemAtFields";
import { personName } from "./describe";

interface TeamForm {
  name: string;
  users: string[];
}

const fieldOf = { "/metadata/name": "name", "/spec/users": "users" } as const;

export function TeamDialog({ existing, onClose }: { existing?: Team; onClose: () => void }) {
  const queries = useQueryClient();
  const toast = useToast();
  const people = useQuery(usersQuery());
  const { control, handleSubmit, setError } = useForm<TeamForm>({
    defaultValues: {
      name: existing?.metadata.name ?? "",
      users: existing?.spec.users.map(({ uid }) => uid) ?? [],
    },
  });
  const { problem, attempt } = useProblemAtFields(setError, fieldOf);
  const save = useMutation({
    mutationFn: async ({ name, users }: TeamForm) => {
      if (existing === undefined) {
        await createTeam({ metadata: { name }, spec: { users } });
        return;
      }
      const { labels, annotations } = existing.metadata;
      await updateTeam(existing.metadata.uid, { metadata: { name, labels, annotations }, spec: { users } });
    },
    onSuccess: async (_nothing, { name }) => {
      await queries.invalidateQueries();
      onClose();
      toast({ title: existing === undefined ? `“${name}” was created` : `“${name}” was saved` });
    },
  });

  return (
    <FormDialog
      title={existing === undefined ? "Create team" : "Edit team"}
      failure={existing === undefined ? "The team was not created" : "The team was not saved"}
      problem={problem}
      isPending={save.isPending}
      onSubmit={(event) => void handleSubmit((form) => attempt(() => save.mutateAsync(form)))(event)}
      onClose={onClose}
    >
      <TextField
        control={control}
        name="name"
        label="Name"
        rules={{ required: "Give the team a name." }}
        help="Unique among all teams."
        autoComplete="off"
        maxLength={128}
      />
      <CheckListField
        control={control}
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
