import { FormGroup } from "@patternfly/react-core";
import type { Control } from "react-hook-form";
import { useController } from "react-hook-form";
import type { PermissionGroup } from "@/api/types";
import { FieldHelp } from "@/components/form/FieldHelp";
import { GroupOfPermissions } from "./GroupOfPermissions";

export interface RoleForm {
  name: string;
  permissions: string[];
}

interface Props {
  control: Control<RoleForm>;
  groups: readonly PermissionGroup[];
}

/** The permissions of a role in groups, one for each kind of object; first those that mean something here. */
export function PermissionsField({ control, groups }: Props) {
  const {
    field: { ref, ...field },
    fieldState,
  } = useController({
    control,
    name: "permissions",
    rules: { validate: (chosen: string[]) => chosen.length > 0 || "Tick at least one permission." },
  });
  const error = fieldState.error?.message ?? fieldState.error?.root?.message;
  const here = groups.filter(({ meanings }) => meanings.length > 0);
  const elsewhere = groups.filter(({ meanings }) => meanings.length === 0);
  const groupOf = (group: PermissionGroup) => (
    <GroupOfPermissions key={group.name} group={group} chosen={field.value} onChange={field.onChange} />
  );
  return (
    <>
      <FormGroup label="Permissions" role="group" fieldId="field-permissions" isRequired>
        <div ref={ref} tabIndex={-1}>
          {here.map(groupOf)}
        </div>
        <FieldHelp id="field-permissions-help" error={error} />
      </FormGroup>
      {elsewhere.length > 0 && (
        <FormGroup label="Kept for Palette, no effect here" role="group" fieldId="field-kept">
          {elsewhere.map(groupOf)}
        </FormGroup>
      )}
    </>
  );
}
