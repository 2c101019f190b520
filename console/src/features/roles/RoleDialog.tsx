import { useQuery } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import type { RoleReach } from "@/api/roles";
import { createRole, permissionsQuery, updateRole } from "@/api/roles";
import type { Role } from "@/api/types";
import { useToast } from "@/components/Toasts";
import { FormDialog } from "@/components/form/FormDialog";
import { NameField } from "@/components/form/NameField";
import { useFormDialog } from "@/components/form/useFormDialog";
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
  const toast = useToast();
  const groups = useQuery(permissionsQuery(reach));
  const form = useForm<RoleForm>({
    defaultValues: {
      name: existing?.metadata.name ?? (like === undefined ? "" : `Copy of ${like.metadata.name}`),
      permissions: (existing ?? like)?.spec.permissions ?? [],
    },
  });
  const dialog = useFormDialog(form, {
    fieldOf,
    save: async ({ name, permissions }) => {
      const { labels, annotations } = existing?.metadata ?? {};
      const input = { metadata: { name, labels, annotations }, spec: { permissions, scope: reach } };
      if (existing === undefined) await createRole(input);
      else await updateRole(existing.metadata.uid, input);
    },
    onSaved: ({ name }) => toast({ title: `“${name}” was ${existing === undefined ? "created" : "saved"}` }),
    onClose,
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
      {...dialog}
    >
      <NameField
        control={form.control}
        noun="role"
        help="Unique among all roles, without regard to case."
        maxLength={128}
      />
      <PermissionsField control={form.control} groups={groups.data ?? []} />
    </FormDialog>
  );
}
