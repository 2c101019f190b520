import type { FieldValues, Path, UseControllerProps } from "react-hook-form";
import { PasswordField } from "./PasswordField";

export interface NewPassword {
  wanted: string;
  again: string;
}

interface Props<Values extends FieldValues> {
  control: UseControllerProps<Values>["control"];
  label: "Password" | "New password";
  autoFocus?: boolean;
}

/** Twice the same, as nobody sees what they type. What it has to hold is the server's to say. */
export function NewPasswordFields<Values extends NewPassword>({ control, label, autoFocus }: Props<Values>) {
  return (
    <>
      <PasswordField
        control={control}
        name={"wanted" as Path<Values>}
        label={label}
        autoComplete="new-password"
        autoFocus={autoFocus}
        rules={{ required: "Choose a password." }}
        help="Several words that do not belong together are strong, and easy to remember."
      />
      <PasswordField
        control={control}
        name={"again" as Path<Values>}
        label={`${label} again`}
        autoComplete="new-password"
        rules={{ validate: (again, { wanted }) => again === wanted || "The two passwords differ." }}
      />
    </>
  );
}
