import { FormGroup, Label, LabelGroup, TextInputGroup, TextInputGroupMain } from "@patternfly/react-core";
import type { ReactNode } from "react";
import { useState } from "react";
import type { FieldValues, Path, UseControllerProps } from "react-hook-form";
import { useController } from "react-hook-form";
import { FieldHelp } from "./FieldHelp";

interface Props<Values extends FieldValues> {
  control: UseControllerProps<Values>["control"];
  name: Path<Values>;
  label: string;
  help: ReactNode;
  placeholder?: string;
  isRequired?: boolean;
  /** Why one entry is not right, or undefined when it is. */
  check: (entry: string) => string | undefined;
}

/** A list of short words; Enter, a comma or leaving the field adds what was typed. */
export function ChipsField<Values extends FieldValues>(props: Props<Values>) {
  const { control, name, label, help, placeholder, isRequired = false, check } = props;
  const [typed, setTyped] = useState("");
  const [complaint, setComplaint] = useState<string>();
  const {
    field: { ref, ...field },
    fieldState,
  } = useController({
    control,
    name,
    rules: { validate: (entries: string[]) => !isRequired || entries.length > 0 || `Give at least one.` },
  });
  const entries = field.value as string[];
  const error = complaint ?? fieldState.error?.message ?? fieldState.error?.root?.message;
  const id = `field-${name}`;

  function add(text: string) {
    const added = text.split(/[\s,;]+/).filter((entry) => entry !== "");
    const wrong = added.find((entry) => check(entry) !== undefined);
    if (wrong !== undefined) {
      setComplaint(`“${wrong}”: ${check(wrong)}`);
      return;
    }
    setComplaint(undefined);
    setTyped("");
    if (added.length > 0) field.onChange([...new Set([...entries, ...added])]);
  }

  return (
    <FormGroup label={label} fieldId={id} isRequired={isRequired}>
      <TextInputGroup validated={error === undefined ? undefined : "error"}>
        <TextInputGroupMain
          inputId={id}
          ref={ref}
          value={typed}
          placeholder={entries.length === 0 ? placeholder : undefined}
          aria-label={label}
          inputProps={{
            "aria-describedby": `${id}-help`,
            "aria-invalid": error !== undefined,
            autoCapitalize: "none",
            autoComplete: "off",
            spellCheck: false,
          }}
          onChange={(_event, text) => {
            setComplaint(undefined);
            if (/[\s,;]/.test(text)) add(text);
            else setTyped(text);
          }}
          onKeyDown={(event) => {
            if (event.key === "Enter" && typed !== "") {
              event.preventDefault();
              add(typed);
            } else if (event.key === "Backspace" && typed === "" && entries.length > 0) {
              field.onChange(entries.slice(0, -1));
            }
          }}
          onBlur={() => {
            add(typed);
            field.onBlur();
          }}
        >
          {entries.length > 0 && (
            <LabelGroup aria-label={`Chosen ${label.toLowerCase()}`} numLabels={20}>
              {entries.map((entry) => (
                <Label
                  key={entry}
                  variant="outline"
                  isCompact
                  closeBtnAriaLabel={`Remove ${entry}`}
                  onClose={() => field.onChange(entries.filter((other) => other !== entry))}
                >
                  {entry}
                </Label>
              ))}
            </LabelGroup>
          )}
        </TextInputGroupMain>
      </TextInputGroup>
      <FieldHelp id={`${id}-help`} error={error}>
        {help}
      </FieldHelp>
    </FormGroup>
  );
}
