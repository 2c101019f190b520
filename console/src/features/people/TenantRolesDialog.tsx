import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { setTenantRoles } from "@/api/roleBindings";
import { rolesQuery } from "@/api/roles";
import type { NamedUid } from "@/api/types";
import { useToast } from "@/components/Toasts";
import { CheckListField } from "@/components/form/CheckListField";
import { FormDialog } from "@/components/form/FormDialog";
import { useProblemAtFields } from "@/components/form/useProblemAtFields";
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
  const queries = useQueryClient();
  const toast = useToast();
  const roles = useQuery(rolesQuery());
  const { control, handleSubmit, setError } = useForm<RolesForm>({ defaultValues: { roles: [] } });
  const { problem, attempt } = useProblemAtFields(setError, { "/roles": "roles" });
  const save = useMutation({
    mutationFn: (form: RolesForm) => setTenantRoles(holder, [...held.map(({ uid }) => uid), ...form.roles]),
    onSuccess: async () => {
      await queries.invalidateQueries();
      onClose();
      toast({ title: `The roles of ${holder.name} were saved` });
    },
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
      problem={problem}
      isPending={save.isPending}
      onSubmit={(event) => void handleSubmit((form) => attempt(() => save.mutateAsync(form)))(event)}
      onClose={onClose}
    >
      <CheckListField
        control={control}
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
