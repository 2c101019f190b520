import { FormGroup, TextInput, ToggleGroup, ToggleGroupItem } from "@patternfly/react-core";
import type { Control } from "react-hook-form";
import { useController } from "react-hook-form";
import { serverNow } from "@/api/serverClock";
import { FieldHelp } from "@/components/form/FieldHelp";
import { exactly } from "@/components/time";
import type { ExpiryChoice } from "./expiry";
import { expiryComplaint, expiryOf, toLocalInput } from "./expiry";
import type { SshKeyForm } from "./form";
import styles from "./SshKeyDialog.module.css";

const choices: [ExpiryChoice, string][] = [
  ["never", "Never"],
  ["30", "30 days"],
  ["90", "90 days"],
  ["365", "365 days"],
  ["date", "On a date"],
];

function inAMonth(): string {
  return toLocalInput(new Date(serverNow() + 30 * 24 * 3_600_000));
}

export function ExpiryField({ control }: { control: Control<SshKeyForm> }) {
  const {
    field: { ref, ...field },
    fieldState,
  } = useController({
    control,
    name: "expiry",
    rules: { validate: (value) => expiryComplaint(value) },
  });
  const { choice, date } = field.value;
  const expiry = expiryOf(field.value);

  return (
    <FormGroup label="Expires" role="group" fieldId="field-expiry">
      <div className={styles.expiry}>
        <ToggleGroup aria-label="Expires" className={styles.choices}>
          {choices.map(([value, text]) => (
            <ToggleGroupItem
              key={value}
              text={text}
              buttonId={`field-expiry-${value}`}
              isSelected={choice === value}
              onChange={() => field.onChange({ choice: value, date: date || inAMonth() })}
            />
          ))}
        </ToggleGroup>
        {choice === "date" && (
          <TextInput
            className={styles.date}
            type="datetime-local"
            aria-label="Expires on, your local time"
            aria-describedby="field-expiry-help"
            value={date}
            min={toLocalInput(new Date(serverNow()))}
            validated={fieldState.error ? "error" : "default"}
            ref={ref}
            onBlur={field.onBlur}
            onChange={(_event, text) => field.onChange({ choice, date: text })}
          />
        )}
      </div>
      <FieldHelp id="field-expiry-help" error={fieldState.error?.message}>
        {expiry === null || Number.isNaN(expiry.getTime())
          ? "The key works until somebody deletes it."
          : `Works until ${exactly(expiry)}. Then every node refuses it by itself, also one that is offline.`}
      </FieldHelp>
    </FormGroup>
  );
}
