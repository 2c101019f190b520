import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { projectsQuery } from "@/api/projects";
import { setProjectRoles } from "@/api/roleBindings";
import { rolesQuery } from "@/api/roles";
import type { RolesInProject } from "@/api/types";
import { useToast } from "@/components/Toasts";
import { CheckListField } from "@/components/form/CheckListField";
import { FormDialog } from "@/components/form/FormDialog";
import { useProblemAtFields } from "@/components/form/useProblemAtFields";
import type { NamedHolder } from "./describe";
import { roleChoices } from "./describe";

interface RolesForm {
  projects: string[];
  roles: string[];
}

interface Props {
  holder: NamedHolder;
  /** The projects whose roles are edited by their own rows. */
  taken: readonly RolesInProject[];
  /** The project to edit; without it projects are chosen. */
  place?: RolesInProject;
  onClose: () => void;
}

/** First the projects, then the roles. */
export function ProjectRolesDialog({ holder, taken, place, onClose }: Props) {
  const queries = useQueryClient();
  const toast = useToast();
  const projects = useQuery(projectsQuery());
  const roles = useQuery(rolesQuery());
  const { control, handleSubmit, setError } = useForm<RolesForm>({
    defaultValues: {
      projects: place === undefined ? [] : [place.uid],
      roles: place?.roles.map(({ uid }) => uid) ?? [],
    },
  });
  const { problem, attempt } = useProblemAtFields(setError, { "/projects": "roles" });
  const save = useMutation({
    mutationFn: (form: RolesForm) => setProjectRoles(holder, form.projects, form.roles),
    onSuccess: async () => {
      await queries.invalidateQueries();
      onClose();
      toast({ title: `The roles of ${holder.name} were saved` });
    },
  });
  const isTaken = (uid: string) => taken.some((other) => other.uid === uid && other.roles.length > 0);

  return (
    <FormDialog
      title={place === undefined ? "New Role" : `Roles in ${place.name}`}
      description={`For ${holder.name}. Nobody gives more than they hold themselves.`}
      failure="The roles were not saved"
      problem={problem}
      isPending={save.isPending}
      onSubmit={(event) => void handleSubmit((form) => attempt(() => save.mutateAsync(form)))(event)}
      onClose={onClose}
    >
      {place === undefined && (
        <CheckListField
          control={control}
          name="projects"
          label="Projects"
          choices={(projects.data?.items ?? [])
            .filter(({ metadata }) => !isTaken(metadata.uid))
            .map(({ metadata }) => ({ value: metadata.uid, name: metadata.name }))}
          none="There is no other project."
          required="Choose at least one project."
        />
      )}
      <CheckListField
        control={control}
        name="roles"
        label="Roles"
        choices={roleChoices(roles.data?.items ?? [], ({ spec }) => spec.scope === "project")}
        none="There are no roles that you may see."
        required="Choose at least one role. To take them all, use Remove."
      />
    </FormDialog>
  );
}
