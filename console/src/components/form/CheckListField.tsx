import { Checkbox, FormGroup, SearchInput } from "@patternfly/react-core";
import type { ReactNode } from "react";
import { useState } from "react";
import type { FieldValues, Path, UseControllerProps } from "react-hook-form";
import { useController } from "react-hook-form";
import styles from "./CheckListField.module.css";
import { FieldHelp } from "./FieldHelp";

export interface Choice {
  value: string;
  name: string;
  note?: ReactNode;
}

interface Props<Values extends FieldValues> {
  control: UseControllerProps<Values>["control"];
  name: Path<Values>;
  label: string;
  choices: readonly Choice[];
  /** Said where there is nothing to choose from. */
  none: string;
  /** What is wrong with choosing nothing; without it nothing may be chosen. */
  required?: string;
  help?: ReactNode;
}

const manyChoices = 8;

/** Any number out of a list; a long one has a filter. */
export function CheckListField<Values extends FieldValues>(props: Props<Values>) {
  const { control, name, label, choices, none, required, help } = props;
  const {
    field: { ref, ...field },
    fieldState,
  } = useController({
    control,
    name,
    rules: { validate: (chosen: string[]) => chosen.length > 0 || required === undefined || required },
  });
  const [wanted, setWanted] = useState("");
  const chosen = field.value as string[];
  const error = fieldState.error?.message ?? fieldState.error?.root?.message;
  const id = `field-${name}`;
  const shown = choices.filter((choice) => choice.name.toLowerCase().includes(wanted.toLowerCase()));

  return (
    <FormGroup label={label} role="group" fieldId={id} isRequired={required !== undefined}>
      {choices.length > manyChoices && (
        <SearchInput
          className={styles.filter}
          aria-label={`Filter ${label.toLowerCase()}`}
          placeholder={`Filter ${label.toLowerCase()}`}
          value={wanted}
          onChange={(_event, text) => setWanted(text)}
          onClear={() => setWanted("")}
        />
      )}
      <div className={styles.list} ref={ref} tabIndex={-1}>
        {shown.map(({ value, name, note }) => (
          <Checkbox
            key={value}
            id={`${id}-${value}`}
            label={name}
            description={note}
            isChecked={chosen.includes(value)}
            onChange={(_event, ticked) =>
              field.onChange(ticked ? [...chosen, value] : chosen.filter((other) => other !== value))
            }
          />
        ))}
        {shown.length === 0 && (
          <p className="gh-quiet">{choices.length === 0 ? none : "Nothing has this in its name."}</p>
        )}
      </div>
      <FieldHelp id={`${id}-help`} error={error}>
        {help}
      </FieldHelp>
    </FormGroup>
  );
}
