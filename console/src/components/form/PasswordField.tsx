import { Button, FormGroup, InputGroup, InputGroupItem, TextInput } from "@patternfly/react-core";
import HideIcon from "@patternfly/react-icons/dist/esm/icons/rh-ui-view-off-icon";
import ShowIcon from "@patternfly/react-icons/dist/esm/icons/rh-ui-view-icon";
import type { ReactNode } from "react";
import { useState } from "react";
import type { FieldValues, Path, UseControllerProps } from "react-hook-form";
import { useController } from "react-hook-form";
import { FieldHelp } from "./FieldHelp";

interface Props<Values extends FieldValues> {
  control: UseControllerProps<Values>["control"];
  name: Path<Values>;
  label: string;
  autoComplete: "current-password" | "new-password";
  rules?: UseControllerProps<Values>["rules"];
  help?: ReactNode;
  autoFocus?: boolean;
  isRequired?: boolean;
}

export function PasswordField<Values extends FieldValues>(props: Props<Values>) {
  const { control, name, label, autoComplete, rules, help, autoFocus, isRequired = true } = props;
  const {
    field: { ref, ...field },
    fieldState,
  } = useController({ control, name, rules });
  const [shown, setShown] = useState(false);
  const error = fieldState.error?.message;
  const id = `field-${name}`;
  return (
    <FormGroup label={label} fieldId={id} isRequired={isRequired}>
      <InputGroup>
        <InputGroupItem isFill>
          <TextInput
            id={id}
            name={field.name}
            type={shown ? "text" : "password"}
            ref={ref}
            value={field.value}
            onBlur={field.onBlur}
            onChange={(_event, text) => field.onChange(text)}
            isRequired={isRequired}
            autoFocus={autoFocus}
            autoComplete={autoComplete}
            autoCapitalize="none"
            spellCheck={false}
            validated={error === undefined ? "default" : "error"}
            aria-invalid={error !== undefined}
            aria-describedby={`${id}-help`}
          />
        </InputGroupItem>
        <InputGroupItem>
          <Button
            variant="control"
            aria-label={shown ? `Hide ${label.toLowerCase()}` : `Show ${label.toLowerCase()}`}
            icon={shown ? <HideIcon /> : <ShowIcon />}
            onClick={() => setShown(!shown)}
          />
        </InputGroupItem>
      </InputGroup>
      <FieldHelp id={`${id}-help`} error={error}>
        {help}
      </FieldHelp>
    </FormGroup>
  );
}
