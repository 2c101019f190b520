import {
  Divider,
  Dropdown,
  DropdownGroup,
  DropdownItem,
  DropdownList,
  MenuSearch,
  MenuSearchInput,
  MenuToggle,
  SearchInput,
} from "@patternfly/react-core";
import TenantIcon from "@patternfly/react-icons/dist/esm/icons/rh-ui-cloud-tenant-icon";
import FolderIcon from "@patternfly/react-icons/dist/esm/icons/rh-ui-folder-icon";
import { useState } from "react";
import { useLocation, useNavigate } from "react-router";
import { kindOf, useAnyPlace } from "@/access/scope";
import { useMe } from "@/access/useMe";
import { count } from "@/components/time";
import styles from "./Layout.module.css";
import { projectHome, tenantHome } from "./places";

const manyProjects = 8;
const mostShown = 100;

const labels = {
  project: (name: string) => `Project: ${name}`,
  tenant: () => "Scope: Tenant Admin",
  person: () => "Projects",
};

/** Which project the pages are about, or the tenant; from pages about oneself, the way back. */
export function ProjectSwitcher() {
  const me = useMe();
  const { scope, name: placeName } = useAnyPlace();
  const kind = kindOf(scope);
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState("");
  const here = scope === "tenant" ? tenantHome : scope?.project;
  const found = me.projects.filter(({ name }) => name.toLowerCase().includes(wanted.toLowerCase()));

  function go(value: string) {
    setOpen(false);
    setWanted("");
    if (value === here) return;
    const inSettings = pathname.endsWith("/settings/ssh-keys");
    const home = value === tenantHome ? tenantHome : projectHome(value);
    void navigate(inSettings ? `${home}/settings/ssh-keys` : home);
  }

  return (
    <Dropdown
      isOpen={open}
      onOpenChange={setOpen}
      onSelect={(_event, value) => go(String(value))}
      shouldFocusFirstItemOnOpen={me.projects.length <= manyProjects}
      isScrollable
      toggle={(ref) => (
        <MenuToggle
          ref={ref}
          className={styles.switcher}
          isExpanded={open}
          onClick={() => setOpen(!open)}
          icon={kind === "tenant" ? <TenantIcon /> : <FolderIcon />}
          aria-label={labels[kind](placeName)}
        >
          {kind === "person" ? "Projects" : placeName}
        </MenuToggle>
      )}
    >
      {me.projects.length > manyProjects && (
        <MenuSearch>
          <MenuSearchInput>
            <SearchInput
              aria-label="Find a project"
              placeholder="Find a project"
              value={wanted}
              onChange={(_event, text) => setWanted(text)}
              onClear={() => setWanted("")}
            />
          </MenuSearchInput>
        </MenuSearch>
      )}
      <DropdownGroup label="Projects">
        <DropdownList>
          {found.slice(0, mostShown).map(({ uid, name }) => (
            <DropdownItem key={uid} value={uid} isSelected={uid === here}>
              {name}
            </DropdownItem>
          ))}
          {found.length > mostShown && (
            <DropdownItem isDisabled>
              {count(found.length - mostShown, "more project")}: find yours by its name
            </DropdownItem>
          )}
          {found.length === 0 && (
            <DropdownItem isDisabled>
              {wanted === "" ? "No projects" : "No project has this in its name"}
            </DropdownItem>
          )}
        </DropdownList>
      </DropdownGroup>
      {me.tenantPermissions.length > 0 && (
        <>
          <Divider />
          <DropdownList>
            <DropdownItem value={tenantHome} icon={<TenantIcon />} isSelected={here === tenantHome}>
              Tenant Admin
            </DropdownItem>
          </DropdownList>
        </>
      )}
    </Dropdown>
  );
}
