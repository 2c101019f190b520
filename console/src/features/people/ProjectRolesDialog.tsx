import { useQuery } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { projectsQuery } from "@/api/projects";
import { setProjectRoles } from "@/api/roleBindings";
import { rolesQuery } from "@/api/roles";
import type { RolesInProject } from "@/api/types";
import { useToast } from "@/components/Toasts";
import { CheckListField } from "@/components/form/CheckListField";
import { FormDialog } from "@/components/form/FormDialog";
import { useFormDialog } from "@/components/form/useFormDialog";
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
  const toast = useToast();
  const projects = useQuery(projectsQuery());
  const roles = useQuery(rolesQuery());
  const form = useForm<RolesForm>({
    defaultValues: {
      projects: place === undefined ? [] : [place.uid],
      roles: place?.roles.map(({ uid }) => uid) ?? [],
    },
  });
  const dialog = useFormDialog(form, {
    fieldOf: { "/projects": "roles" },
    save: (wanted) => setProjectRoles(holder, wanted.projects, wanted.roles),
    onSaved: () => toast({ title: `The roles of ${holder.name} were saved` }),
    onClose,
  });
  const isTaken = (uid: string) => taken.some((other) => other.uid === uid && other.roles.length > 0);

  return (
    <FormDialog
      title={place === undefined ? "New Role" : `Roles in ${place.name}`}
      description={`For ${holder.name}. Nobody gives more than they hold themselves.`}
      failure="The roles were not saved"
      {...dialog}
    >
      {place === undefined && (
        <CheckListField
          control={form.control}
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
        control={form.control}
        name="roles"
        label="Roles"
        choices={roleChoices(roles.data?.items ?? [], ({ spec }) => spec.scope === "project")}
        none="There are no roles that you may see."
        required="Choose at least one role. To take them all, use Remove."
      />
    </FormDialog>
  );
}
