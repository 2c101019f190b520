import { FormGroup, TextInput, ToggleGroup, ToggleGroupItem } from "@patternfly/react-core";
import type { FieldPathByValue, FieldValues, UseControllerProps } from "react-hook-form";
import { useController } from "react-hook-form";
import { serverNow } from "@/api/serverClock";
import { exactly } from "@/components/time";
import type { ExpiryChoice, ExpiryValue } from "./expiry";
import { expiryComplaint, expiryOf, toLocalInput } from "./expiry";
import styles from "./ExpiryField.module.css";
import { FieldHelp } from "./FieldHelp";

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
  name: FieldPathByValue<Values, ExpiryValue>;
  mayBeNever?: boolean;
  /** What the end means; null where there is none, or none yet. */
  help: (until: string | null) => string;
}

export function ExpiryField<Values extends FieldValues>(props: Props<Values>) {
  const { control, name, mayBeNever = false, help } = props;
  const {
    field: { ref, ...field },
    fieldState,
  } = useController({
    control,
    name,
    rules: { validate: (value: ExpiryValue) => expiryComplaint(value) },
  });
  const { choice, date }: ExpiryValue = field.value;
  const expiry = expiryOf(field.value);
  const id = `field-${name}`;

  return (
    <FormGroup label="Expires" role="group" fieldId={id}>
      <div className={styles.expiry}>
        <ToggleGroup aria-label="Expires" className={styles.choices}>
          {choices
            .filter(([value]) => mayBeNever || value !== "never")
            .map(([value, text]) => (
              <ToggleGroupItem
                key={value}
                text={text}
                buttonId={`${id}-${value}`}
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
            aria-describedby={`${id}-help`}
            value={date}
            min={toLocalInput(new Date(serverNow()))}
            validated={fieldState.error ? "error" : "default"}
            ref={ref}
            onBlur={field.onBlur}
            onChange={(_event, text) => field.onChange({ choice, date: text })}
          />
        )}
      </div>
      <FieldHelp id={`${id}-help`} error={fieldState.error?.message}>
        {help(expiry === null || Number.isNaN(expiry.getTime()) ? null : exactly(expiry))}
      </FieldHelp>
    </FormGroup>
  );
}
