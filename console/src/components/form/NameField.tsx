import type { ReactNode } from "react";
import type { FieldValues, Path, UseControllerProps } from "react-hook-form";
import { TextField } from "./TextField";

interface Props<Values extends FieldValues & { name: string }> {
  control: UseControllerProps<Values>["control"];
  /** What is named, one of it: "team". */
  noun: string;
  help?: ReactNode;
  maxLength: number;
}

/** A name that something must have. */
export function NameField<Values extends FieldValues & { name: string }>(props: Props<Values>) {
  const { noun, ...field } = props;
  return (
    <TextField
      {...field}
      name={"name" as Path<Values>}
      label="Name"
      rules={{ required: `Give the ${noun} a name.` }}
      autoComplete="off"
    />
  );
}
