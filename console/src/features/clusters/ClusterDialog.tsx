import { Checkbox, FormGroup, Radio } from "@patternfly/react-core";
import { Controller, useForm } from "react-hook-form";
import { usePlace } from "@/access/scope";
import { createCluster, updateCluster } from "@/api/clusters";
import type { Cluster } from "@/api/types";
import { useToast } from "@/components/Toasts";
import { ChipsField } from "@/components/form/ChipsField";
import { FormDialog } from "@/components/form/FormDialog";
import { NameField } from "@/components/form/NameField";
import { TextField } from "@/components/form/TextField";
import { loginComplaint } from "@/components/form/login";
import { useFormDialog } from "@/components/form/useFormDialog";
import styles from "./ClusterDialog.module.css";
import { LeaseField } from "./LeaseField";
import { environments } from "./describe";
import type { ClusterForm } from "./form";
import { formOf, inputOf, leaseOf } from "./form";

const fieldOf = {
  "/metadata/name": "name",
  "/spec/environment": "environment",
  "/spec/cloudType": "cloudType",
  "/spec/logins": "logins",
  "/spec/leaseSeconds": "lease",
} as const;

const options = [
  ["pty", "Terminal"],
  ["portForwarding", "Port forwarding (editors, ProxyJump)"],
  ["agentForwarding", "Agent forwarding"],
  ["x11Forwarding", "X11 forwarding"],
] as const;

export function ClusterDialog({ existing, onClose }: { existing?: Cluster; onClose: () => void }) {
  const { scope, name: place } = usePlace();
  const toast = useToast();
  const form = useForm<ClusterForm>({ defaultValues: formOf(existing) });
  const { control, setValue, formState } = form;
  const dialog = useFormDialog(form, {
    fieldOf,
    save: async (wanted) => {
      const input = inputOf(wanted);
      if (existing === undefined) await createCluster(scope, input);
      else await updateCluster(scope, existing.metadata.uid, input);
    },
    onSaved: ({ name }) => toast({ title: `“${name}” was ${existing === undefined ? "created" : "saved"}` }),
    onClose,
  });

  return (
    <FormDialog
      title={existing === undefined ? "Create cluster" : "Edit cluster"}
      failure={existing === undefined ? "The cluster was not created" : "The cluster was not saved"}
      {...dialog}
    >
      <NameField
        control={control}
        noun="cluster"
        help={`Unique among the clusters of ${place}.`}
        maxLength={64}
      />
      <Controller
        control={control}
        name="environment"
        render={({ field }) => (
          <FormGroup label="Environment" role="radiogroup" fieldId="field-environment">
            <div className={styles.environments}>
              {environments.map(({ value, name, meaning, leaseSeconds }) => (
                <Radio
                  key={value}
                  id={`field-environment-${value}`}
                  name={field.name}
                  label={name}
                  description={meaning}
                  isChecked={field.value === value}
                  onChange={() => {
                    field.onChange(value);
                    const untouched = existing === undefined && formState.dirtyFields.lease === undefined;
                    if (untouched) setValue("lease", leaseOf(leaseSeconds));
                  }}
                />
              ))}
            </div>
          </FormGroup>
        )}
      />
      <ChipsField
        control={control}
        name="logins"
        label="Logins"
        placeholder="ops"
        isRequired
        help="The accounts on the nodes that keys open. They must exist there: Gatehouse never creates one."
        check={loginComplaint}
      />
      <LeaseField control={control} />
      <FormGroup label="A key also allows" role="group" fieldId="field-options">
        <div className={styles.options}>
          {options.map(([option, label]) => (
            <Controller
              key={option}
              control={control}
              name={`sshOptions.${option}`}
              render={({ field }) => (
                <Checkbox
                  id={`field-${field.name}`}
                  label={label}
                  isChecked={field.value}
                  onChange={(_event, checked) => field.onChange(checked)}
                />
              )}
            />
          ))}
        </div>
      </FormGroup>
      <TextField
        control={control}
        name="cloudType"
        label="Cloud type"
        help="Free to choose, such as aws, maas or edge-native. For your own order only."
        autoComplete="off"
      />
    </FormDialog>
  );
}
