import type { FieldValues, Path, UseControllerProps } from "react-hook-form";
import { TextField } from "@/components/form/TextField";

interface Props<Values extends FieldValues> {
  control: UseControllerProps<Values>["control"];
  autoFocus?: boolean;
  isReadOnly?: boolean;
}

/** By which somebody is known at the door. */
export function EmailField<Values extends FieldValues & { emailId: string }>(props: Props<Values>) {
  return (
    <TextField
      {...props}
      name={"emailId" as Path<Values>}
      label="E-mail"
      type="email"
      autoComplete="username"
      rules={{ required: "Enter your e-mail address." }}
    />
  );
}
