import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { createProject, updateProject } from "@/api/projects";
import type { Project } from "@/api/types";
import { useToast } from "@/components/Toasts";
import { FormDialog } from "@/components/form/FormDialog";
import { TextField } from "@/components/form/TextField";
import { useProblemAtFields } from "@/components/form/useProblemAtFields";

interface ProjectForm {
  name: string;
  description: string;
}

const fieldOf = { "/metadata/name": "name", "/metadata/annotations": "description" } as const;

export function ProjectDialog({ existing, onClose }: { existing?: Project; onClose: () => void }) {
  const queries = useQueryClient();
  const toast = useToast();
  const { control, handleSubmit, setError } = useForm<ProjectForm>({
    defaultValues: {
      name: existing?.metadata.name ?? "",
      description: existing?.metadata.annotations?.description ?? "",
    },
  });
  const { problem, attempt } = useProblemAtFields(setError, fieldOf);
  const save = useMutation({
    mutationFn: async ({ name, description }: ProjectForm) => {
      const metadata = { name, annotations: { ...existing?.metadata.annotations, description } };
      const labels = existing?.metadata.labels;
      if (existing === undefined) await createProject({ metadata });
      else await updateProject(existing.metadata.uid, { metadata: { ...metadata, labels } });
    },
    onSuccess: async (_nothing, { name }) => {
      await queries.invalidateQueries();
      onClose();
      toast({ title: existing === undefined ? `“${name}” was created` : `“${name}” was saved` });
    },
  });

  return (
    <FormDialog
      title={existing === undefined ? "Create project" : "Edit project"}
      failure={existing === undefined ? "The project was not created" : "The project was not saved"}
      problem={problem}
      isPending={save.isPending}
      onSubmit={(event) => void handleSubmit((form) => attempt(() => save.mutateAsync(form)))(event)}
      onClose={onClose}
    >
      <TextField
        control={control}
        name="name"
        label="Name"
        rules={{ required: "Give the project a name." }}
        help="Unique among all projects."
        autoComplete="off"
        maxLength={64}
      />
      <TextField
        control={control}
        name="description"
        label="Description"
        help="What belongs here, for those who come later."
        autoComplete="off"
      />
    </FormDialog>
  );
}
