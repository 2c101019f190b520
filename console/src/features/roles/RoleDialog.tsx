import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import type { RoleReach } from "@/api/roles";
import { createRole, permissionsQuery, updateRole } from "@/api/roles";
import type { Role } from "@/api/types";
import { useToast } from "@/components/Toasts";
import { FormDialog } from "@/components/form/FormDialog";
import { TextField } from "@/components/form/TextField";
import { useProblemAtFields } from "@/components/form/useProblemAtFields";
import type { RoleForm } from "./PermissionsField";
import { PermissionsField } from "./PermissionsField";

const fieldOf = { "/metadata/name": "name", "/spec/permissions": "permissions" } as const;

interface Props {
  reach: RoleReach;
  /** The role to edit; without it a new one is created. */
  existing?: Role;
  /** The role that a new one begins as. */
  like?: Role;
  onClose: () => void;
}

export function RoleDialog({ reach, existing, like, onClose }: Props) {
  const queries = useQueryClient();
  const toast = useToast();
  const groups = useQuery(permissionsQuery(reach));
  const { control, handleSubmit, setError } = useForm<RoleForm>({
    defaultValues: {
      name: existing?.metadata.name ?? (like === undefined ? "" : `Copy of ${like.metadata.name}`),
      permissions: (existing ?? like)?.spec.permissions ?? [],
    },
  });
  const { problem, attempt } = useProblemAtFields(setError, fieldOf);
  const save = useMutation({
    mutationFn: async ({ name, permissions }: RoleForm) => {
      const spec = { permissions, scope: reach };
      if (existing === undefined) {
        await createRole({ metadata: { name }, spec });
        return;
      }
      const { labels, annotations } = existing.metadata;
      await updateRole(existing.metadata.uid, { metadata: { name, labels, annotations }, spec });
    },
    onSuccess: async (_nothing, { name }) => {
      await queries.invalidateQueries();
      onClose();
      toast({ title: existing === undefined ? `“${name}” was created` : `“${name}” was saved` });
    },
  });

  return (
    <FormDialog
      title={existing === undefined ? `Create ${reach} role` : `Edit ${reach} role`}
      description={
        existing === undefined
          ? undefined
          : "Whoever holds the role has what you change as soon as it is saved."
      }
      failure={existing === undefined ? "The role was not created" : "The role was not saved"}
      problem={problem}
      isPending={save.isPending}
      onSubmit={(event) => void handleSubmit((form) => attempt(() => save.mutateAsync(form)))(event)}
      onClose={onClose}
    >
      <TextField
        control={control}
        name="name"
        label="Name"
        rules={{ required: "Give the role a name." }}
        help="Unique among all roles, without regard to case."
        autoComplete="off"
        maxLength={128}
      />
      <PermissionsField control={control} groups={groups.data ?? []} />
    </FormDialog>
  );
}
