import { useForm } from "react-hook-form";
import { createProject, updateProject } from "@/api/projects";
import type { Project } from "@/api/types";
import { useToast } from "@/components/Toasts";
import { FormDialog } from "@/components/form/FormDialog";
import { NameField } from "@/components/form/NameField";
import { TextField } from "@/components/form/TextField";
import { useFormDialog } from "@/components/form/useFormDialog";

interface ProjectForm {
  name: string;
  description: string;
}

const fieldOf = { "/metadata/name": "name", "/metadata/annotations": "description" } as const;

export function ProjectDialog({ existing, onClose }: { existing?: Project; onClose: () => void }) {
  const toast = useToast();
  const form = useForm<ProjectForm>({
    defaultValues: {
      name: existing?.metadata.name ?? "",
      description: existing?.metadata.annotations?.description ?? "",
    },
  });
  const dialog = useFormDialog(form, {
    fieldOf,
    save: async ({ name, description }) => {
      const metadata = { name, annotations: { ...existing?.metadata.annotations, description } };
      const labels = existing?.metadata.labels;
      if (existing === undefined) await createProject({ metadata });
      else await updateProject(existing.metadata.uid, { metadata: { ...metadata, labels } });
    },
    onSaved: ({ name }) => toast({ title: `“${name}” was ${existing === undefined ? "created" : "saved"}` }),
    onClose,
  });

  return (
    <FormDialog
      title={existing === undefined ? "Create project" : "Edit project"}
      failure={existing === undefined ? "The project was not created" : "The project was not saved"}
      {...dialog}
    >
      <NameField control={form.control} noun="project" help="Unique among all projects." maxLength={64} />
      <TextField
        control={form.control}
        name="description"
        label="Description"
        help="What belongs here, for those who come later."
        autoComplete="off"
      />
    </FormDialog>
  );
}
