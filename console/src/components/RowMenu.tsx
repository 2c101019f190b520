import { Dropdown, DropdownItem, DropdownList, MenuToggle } from "@patternfly/react-core";
import EllipsisIcon from "@patternfly/react-icons/dist/esm/icons/rh-ui-ellipsis-vertical-fill-icon";
import type { ReactNode } from "react";
import { useRef, useState } from "react";

export interface MenuAction {
  label: string;
  onSelect: () => void;
  icon?: ReactNode;
  isDanger?: boolean;
}

/** The kebab menu of a row or page. */
export function RowMenu({ of, actions }: { of: string; actions: MenuAction[] }) {
  const [open, setOpen] = useState(false);
  const toggle = useRef<HTMLButtonElement>(null);
  return (
    <Dropdown
      isOpen={open}
      onOpenChange={setOpen}
      onSelect={() => setOpen(false)}
      popperProps={{ position: "end" }}
      shouldFocusFirstItemOnOpen
      toggle={{
        toggleRef: toggle,
        toggleNode: (
          <MenuToggle
            ref={toggle}
            variant="plain"
            isExpanded={open}
            onClick={() => setOpen(!open)}
            aria-label={`Actions for ${of}`}
            icon={<EllipsisIcon />}
          />
        ),
      }}
    >
      <DropdownList>
        {actions.map(({ label, onSelect, icon, isDanger }) => (
          <DropdownItem
            key={label}
            onClick={() => {
              // A dialog that opens now gives the focus back to what has it: the item is about to vanish.
              toggle.current?.focus();
              onSelect();
            }}
            icon={icon}
            isDanger={isDanger}
          >
            {label}
          </DropdownItem>
        ))}
      </DropdownList>
    </Dropdown>
  );
}
