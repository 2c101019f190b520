import { Button, Checkbox } from "@patternfly/react-core";
import ClosedIcon from "@patternfly/react-icons/dist/esm/icons/rh-microns-caret-right-icon";
import OpenIcon from "@patternfly/react-icons/dist/esm/icons/rh-microns-caret-down-icon";
import { useState } from "react";
import type { PermissionGroup } from "@/api/types";
import styles from "./PermissionsField.module.css";
import { partsOf } from "./permissions";

interface Props {
  group: PermissionGroup;
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}

/** One kind of object: all of its permissions at once, or each by itself. */
export function GroupOfPermissions({ group, chosen, onChange }: Props) {
  const [open, setOpen] = useState(false);
  const { kept, meanings } = partsOf(group);
  const ticked = group.permissions.filter((permission) => chosen.includes(permission));
  const others = chosen.filter((permission) => !group.permissions.includes(permission));
  const isAll = ticked.length === group.permissions.length;
  const id = `permissions-${group.name.replaceAll(" ", "-")}`;

  const boxOf = (permission: string, description: string) => (
    <Checkbox
      key={permission}
      id={`permission-${permission}`}
      label={<code>{permission}</code>}
      description={description}
      isChecked={chosen.includes(permission)}
      onChange={(_event, isOn) =>
        onChange(isOn ? [...chosen, permission] : chosen.filter((other) => other !== permission))
      }
    />
  );

  return (
    <div className={styles.group}>
      <div className={styles.head}>
        <Button
          variant="plain"
          size="sm"
          aria-expanded={open}
          aria-controls={id}
          aria-label={`Permissions of ${group.name}`}
          icon={open ? <OpenIcon /> : <ClosedIcon />}
          onClick={() => setOpen(!open)}
        />
        <Checkbox
          id={`${id}-all`}
          label={`${group.name} (${ticked.length} of ${group.permissions.length})`}
          isChecked={isAll}
          onChange={(_event, isOn) => onChange(isOn ? [...others, ...group.permissions] : others)}
        />
      </div>
      {open && (
        <div id={id} className={styles.permissions}>
          {meanings.map(({ permission, meaning }) => boxOf(permission, meaning))}
          {kept.map((permission) => boxOf(permission, "Kept for Palette, no effect here"))}
        </div>
      )}
    </div>
  );
}
