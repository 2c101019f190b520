import {
  Divider,
  Dropdown,
  DropdownGroup,
  DropdownItem,
  DropdownList,
  MenuToggle,
} from "@patternfly/react-core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";
import { displayName, useMe } from "@/access/useMe";
import { isSignedOut } from "@/api/problem";
import { signOut } from "@/api/session";
import { useToast } from "@/components/Toasts";
import styles from "./Layout.module.css";
import { personHome } from "./places";

export function UserMenu() {
  const me = useMe();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const toast = useToast();
  const [open, setOpen] = useState(false);
  const name = displayName(me);

  async function leave() {
    try {
      await signOut();
    } catch (error) {
      if (!isSignedOut(error)) {
        toast({ variant: "warning", title: "You are still signed in", body: (error as Error).message });
        return;
      }
    }
    await navigate("/sign-in", { replace: true, state: { signedOut: true } });
    queries.clear();
  }

  return (
    <Dropdown
      isOpen={open}
      onOpenChange={setOpen}
      onSelect={() => setOpen(false)}
      shouldFocusFirstItemOnOpen
      popperProps={{ position: "end" }}
      toggle={(ref) => (
        <MenuToggle
          ref={ref}
          variant="plain"
          className={styles.userToggle}
          isExpanded={open}
          onClick={() => setOpen(!open)}
          aria-label={`User menu of ${name}`}
        >
          <span className={styles.avatar} aria-hidden="true">
            {initials(name)}
          </span>
        </MenuToggle>
      )}
    >
      <DropdownGroup
        label={
          <span className={styles.person}>
            <strong>{name}</strong>
            <span>{me.emailId}</span>
            <span>{me.orgName}</span>
          </span>
        }
      >
        <Divider />
        <DropdownList>
          <DropdownItem onClick={() => void navigate(personHome)}>My Profile</DropdownItem>
          <DropdownItem onClick={() => void leave()}>Sign out</DropdownItem>
        </DropdownList>
      </DropdownGroup>
    </Dropdown>
  );
}

function initials(name: string): string {
  const words = name.split(/\s+/);
  return [words[0], words.length > 1 ? words.at(-1) : ""]
    .map((word) => word?.charAt(0).toUpperCase())
    .join("");
}
