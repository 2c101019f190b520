import { useState } from "react";
import type { FieldValues, Path, UseFormSetError } from "react-hook-form";
import { Problem } from "@/api/problem";

/**
 * Takes a refusal to the field it is about. Answers what is left to be said for the form as a whole, and how to submit
 * so that refusals find their way.
 */
export function useProblemAtFields<Values extends FieldValues>(
  setError: UseFormSetError<Values>,
  fieldOf: Record<string, Path<Values>>,
) {
  const [problem, setProblem] = useState<unknown>(null);

  async function attempt(send: () => Promise<void>): Promise<void> {
    setProblem(null);
    try {
      await send();
    } catch (error) {
      const name = error instanceof Problem ? fieldAt(error.field, fieldOf) : undefined;
      if (name === undefined) setProblem(error);
      else setError(name, { type: "server", message: (error as Problem).message }, { shouldFocus: true });
    }
  }

  return { problem, attempt };
}

/** A pointer may lead into a list: /spec/logins/0 is about the logins. */
function fieldAt<Name extends string>(pointer: string | undefined, fieldOf: Record<string, Name>) {
  if (pointer === undefined) return undefined;
  const known = Object.keys(fieldOf).find((path) => pointer === path || pointer.startsWith(`${path}/`));
  return known === undefined ? undefined : fieldOf[known];
}
