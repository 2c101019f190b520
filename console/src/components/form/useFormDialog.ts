import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import type { FieldValues, Path, UseFormReturn } from "react-hook-form";
import { useProblemAtFields } from "./useProblemAtFields";

interface Options<Values extends FieldValues, Answer> {
  /** The field that a refusal is about, by the JSON pointer that it names. */
  fieldOf: Record<string, Path<Values>>;
  save: (values: Values) => Promise<Answer>;
  /** Hears of it when the page has read what was saved, and the dialog is closed. */
  onSaved: (values: Values, answer: Answer) => void;
  onClose: () => void;
}

/** How a FormDialog saves: a refusal goes to the field that it is about; once it is saved, the dialog closes. */
export function useFormDialog<Values extends FieldValues, Answer>(
  { handleSubmit, setError }: Pick<UseFormReturn<Values>, "handleSubmit" | "setError">,
  { fieldOf, save, onSaved, onClose }: Options<Values, Answer>,
) {
  const queries = useQueryClient();
  const { problem, attempt } = useProblemAtFields(setError, fieldOf);
  const { isPending, mutateAsync } = useMutation({
    mutationFn: save,
    onSuccess: async (answer, values) => {
      await queries.invalidateQueries();
      onClose();
      onSaved(values, answer);
    },
  });
  const submit = handleSubmit((values) => attempt(async () => void (await mutateAsync(values))));
  return { problem, isPending, onClose, onSubmit: (event: FormEvent) => void submit(event) };
}
