import { Dropdown, DropdownItem, DropdownList, MenuToggle } from "@patternfly/react-core";
import DarkIcon from "@patternfly/react-icons/dist/esm/icons/rh-ui-dark-mode-icon";
import SystemIcon from "@patternfly/react-icons/dist/esm/icons/rh-ui-desktop-icon";
import LightIcon from "@patternfly/react-icons/dist/esm/icons/rh-ui-light-mode-icon";
import { useState, useSyncExternalStore } from "react";
import type { ThemeChoice } from "./theme";
import { theme } from "./theme";

const choices = {
  system: { name: "Like the system", Icon: SystemIcon },
  light: { name: "Light", Icon: LightIcon },
  dark: { name: "Dark", Icon: DarkIcon },
};

export function ThemeMenu() {
  const chosen = useSyncExternalStore(theme.subscribe, theme.get);
  const [open, setOpen] = useState(false);
  const { name, Icon } = choices[chosen];
  return (
    <Dropdown
      isOpen={open}
      onOpenChange={setOpen}
      shouldFocusFirstItemOnOpen
      popperProps={{ position: "end" }}
      onSelect={(_event, value) => {
        theme.set(value as ThemeChoice);
        setOpen(false);
      }}
      toggle={(ref) => (
        <MenuToggle
          ref={ref}
          variant="plain"
          isExpanded={open}
          onClick={() => setOpen(!open)}
          aria-label={`Theme: ${name}`}
          icon={<Icon />}
        />
      )}
    >
      <DropdownList>
        {Object.entries(choices).map(([value, { name, Icon }]) => (
          <DropdownItem key={value} value={value} icon={<Icon />} isSelected={value === chosen}>
            {name}
          </DropdownItem>
        ))}
      </DropdownList>
    </Dropdown>
  );
}
