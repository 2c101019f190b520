import { FormGroup, TextInput, ToggleGroup, ToggleGroupItem } from "@patternfly/react-core";
import type { FieldValues, Path, UseControllerProps } from "react-hook-form";
import { useController } from "react-hook-form";
import { serverNow } from "@/api/serverClock";
import { exactly } from "@/components/time";
import { FieldHelp } from "./FieldHelp";
import type { ExpiryChoice, ExpiryValue } from "./expiry";
import { expiryComplaint, expiryOf, toLocalInput } from "./expiry";
import styles from "./ExpiryField.module.css";

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

interface Props<Values extends FieldValues> {
  control: UseControllerProps<Values>["control"];
  name: Path<Values>;
  /** What it means to have no expiry; without it there has to be one. */
  never?: string;
  /** What happens at that time. */
  then: string;
}

/** When something is to end: after so many days, on a date or, where that is offered, never. */
export function ExpiryField<Values extends FieldValues>({ control, name, never, then }: Props<Values>) {
  const {
    field: { ref, ...field },
    fieldState,
  } = useController({
    control,
    name,
    rules: { validate: (chosen: ExpiryValue) => expiryComplaint(chosen) },
  });
  const value: ExpiryValue = field.value;
  const { choice, date } = value;
  const expiry = expiryOf(value);
  const offered = choices.filter(([each]) => each !== "never" || never !== undefined);

  return (
    <FormGroup label="Expires" role="group" fieldId="field-expiry">
      <div className={styles.expiry}>
        <ToggleGroup aria-label="Expires" className={styles.choices}>
          {offered.map(([each, text]) => (
            <ToggleGroupItem
              key={each}
              text={text}
              buttonId={`field-expiry-${each}`}
              isSelected={choice === each}
              onChange={() => field.onChange({ choice: each, date: date || inAMonth() })}
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
          ? never
          : `Works until ${exactly(expiry)}. ${then}`}
      </FieldHelp>
    </FormGroup>
  );
}
