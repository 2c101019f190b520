import { useQuery } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { setTenantRoles } from "@/api/roleBindings";
import { rolesQuery } from "@/api/roles";
import type { NamedUid } from "@/api/types";
import { useToast } from "@/components/Toasts";
import { CheckListField } from "@/components/form/CheckListField";
import { FormDialog } from "@/components/form/FormDialog";
import { useFormDialog } from "@/components/form/useFormDialog";
import type { NamedHolder } from "./describe";
import { roleChoices } from "./describe";

interface RolesForm {
  roles: string[];
}

interface Props {
  holder: NamedHolder;
  /** The holder's own roles, which stay. */
  held: readonly NamedUid[];
  onClose: () => void;
}

export function TenantRolesDialog({ holder, held, onClose }: Props) {
  const toast = useToast();
  const roles = useQuery(rolesQuery());
  const form = useForm<RolesForm>({ defaultValues: { roles: [] } });
  const dialog = useFormDialog(form, {
    fieldOf: { "/roles": "roles" },
    save: (wanted) => setTenantRoles(holder, [...held.map(({ uid }) => uid), ...wanted.roles]),
    onSaved: () => toast({ title: `The roles of ${holder.name} were saved` }),
    onClose,
  });
  const choices = roleChoices(
    roles.data?.items ?? [],
    ({ metadata }) => !held.some(({ uid }) => uid === metadata.uid),
  );
  const projectRoles = new Set(
    roles.data?.items.filter(({ spec }) => spec.scope === "project").map(({ metadata }) => metadata.uid),
  );

  return (
    <FormDialog
      title="New Role"
      description={`For ${holder.name}, in the whole tenant. Nobody gives more than they hold themselves.`}
      failure="The roles were not given"
      {...dialog}
    >
      <CheckListField
        control={form.control}
        name="roles"
        label="Roles"
        choices={choices.map((choice) =>
          projectRoles.has(choice.value) ? { ...choice, note: "A project role: in every project" } : choice,
        )}
        none="There is no other role."
        required="Choose at least one role."
      />
    </FormDialog>
  );
}
