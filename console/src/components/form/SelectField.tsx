import { FormGroup, FormSelect, FormSelectOption } from "@patternfly/react-core";
import type { ReactNode } from "react";
import type { FieldValues, Path, UseControllerProps } from "react-hook-form";
import { useController } from "react-hook-form";
import { FieldHelp } from "./FieldHelp";

interface Props<Values extends FieldValues> {
  control: UseControllerProps<Values>["control"];
  name: Path<Values>;
  label: string;
  choices: readonly { value: string; name: string }[];
  help?: ReactNode;
}

/** One out of a list. */
export function SelectField<Values extends FieldValues>(props: Props<Values>) {
  const { control, name, label, choices, help } = props;
  const {
    field: { ref, ...field },
    fieldState,
  } = useController({ control, name });
  const error = fieldState.error?.message;
  const id = `field-${name}`;
  return (
    <FormGroup label={label} fieldId={id}>
      <FormSelect
        id={id}
        name={field.name}
        ref={ref}
        value={field.value}
        onBlur={field.onBlur}
        onChange={(_event, value) => field.onChange(value)}
        validated={error === undefined ? "default" : "error"}
        aria-describedby={`${id}-help`}
      >
        {choices.map((choice) => (
          <FormSelectOption key={choice.value} value={choice.value} label={choice.name} />
        ))}
      </FormSelect>
      <FieldHelp id={`${id}-help`} error={error}>
        {help}
      </FieldHelp>
    </FormGroup>
  );
}
