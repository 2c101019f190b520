import { FormGroup, FormSelect, FormSelectOption, TextInput } from "@patternfly/react-core";
import type { Control } from "react-hook-form";
import { useController } from "react-hook-form";
import { FieldHelp } from "@/components/form/FieldHelp";
import styles from "./ClusterDialog.module.css";
import type { ClusterForm, Unit } from "./form";
import { leaseComplaint, units } from "./form";

export function LeaseField({ control }: { control: Control<ClusterForm> }) {
  const {
    field: { ref, ...field },
    fieldState,
  } = useController({
    control,
    name: "lease",
    rules: { validate: (lease) => leaseComplaint(lease) },
  });
  const { amount, unit } = field.value;
  const error = fieldState.error?.message;
  return (
    <FormGroup label="Lease" fieldId="field-lease" isRequired>
      <div className={styles.lease}>
        <TextInput
          id="field-lease"
          ref={ref}
          inputMode="numeric"
          value={amount}
          isRequired
          validated={error === undefined ? "default" : "error"}
          aria-invalid={error !== undefined}
          aria-describedby="field-lease-help"
          onBlur={field.onBlur}
          onChange={(_event, text) => field.onChange({ amount: text, unit })}
        />
        <FormSelect
          aria-label="Unit of the lease"
          value={unit}
          onChange={(_event, chosen) => field.onChange({ amount, unit: chosen as Unit })}
        >
          {(Object.keys(units) as Unit[]).map((each) => (
            <FormSelectOption key={each} value={each} label={`${each}s`} />
          ))}
        </FormSelect>
      </div>
      <FieldHelp id="field-lease-help" error={error}>
        A node that hears nothing from Gatehouse for this long closes by itself. Longer bears longer outages;
        shorter ends a lost node’s access sooner.
      </FieldHelp>
    </FormGroup>
  );
}
