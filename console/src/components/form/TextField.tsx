import { FormGroup, TextInput } from "@patternfly/react-core";
import type { HTMLInputAutoCompleteAttribute, ReactNode } from "react";
import type { FieldValues, Path, UseControllerProps } from "react-hook-form";
import { useController } from "react-hook-form";
import { FieldHelp } from "./FieldHelp";

interface Props<Values extends FieldValues> {
  control: UseControllerProps<Values>["control"];
  name: Path<Values>;
  label: string;
  rules?: UseControllerProps<Values>["rules"];
  help?: ReactNode;
  type?: "text" | "email" | "password" | "number";
  autoComplete?: HTMLInputAutoCompleteAttribute;
  autoFocus?: boolean;
  placeholder?: string;
  isReadOnly?: boolean;
  maxLength?: number;
  /** What is wrong with it by another's judgement, shown while the form itself finds nothing. */
  complaint?: string | undefined;
  onChange?: (text: string) => void;
}

export function TextField<Values extends FieldValues>({
  control,
  name,
  label,
  rules,
  help,
  complaint,
  onChange,
  isReadOnly = false,
  ...input
}: Props<Values>) {
  const {
    field: { ref, ...field },
    fieldState,
  } = useController({ control, name, rules });
  const error = fieldState.error?.message ?? complaint;
  const id = `field-${name}`;
  return (
    <FormGroup label={label} fieldId={id} isRequired={rules?.required !== undefined}>
      <TextInput
        {...input}
        id={id}
        name={field.name}
        ref={ref}
        value={field.value}
        onBlur={field.onBlur}
        onChange={(_event, text) => {
          field.onChange(text);
          onChange?.(text);
        }}
        readOnlyVariant={isReadOnly ? "default" : undefined}
        isRequired={rules?.required !== undefined}
        validated={error === undefined ? "default" : "error"}
        aria-invalid={error !== undefined}
        aria-describedby={`${id}-help`}
      />
      <FieldHelp id={`${id}-help`} error={error}>
        {help}
      </FieldHelp>
    </FormGroup>
  );
}
