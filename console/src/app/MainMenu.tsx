import { Nav, NavItem, NavList } from "@patternfly/react-core";
import { Link, useLocation } from "react-router";
import { scopeOf } from "@/access/route";
import { permissionsIn, usePlace } from "@/access/scope";
import { useMe } from "@/access/useMe";
import styles from "./Layout.module.css";
import { tabsOf } from "./routes";
import { sections } from "./sections";

/** The pages of this scope that the person may see. */
export function MainMenu({ onChoose }: { onChoose: () => void }) {
  const place = usePlace();
  const held = permissionsIn(useMe(), place.scope);
  const { pathname } = useLocation();
  const kind = place.scope === "tenant" ? "tenant" : "project";

  return (
    <Nav aria-label="Main menu" onSelect={onChoose}>
      <NavList>
        {sections
          .filter(({ section }) => scopeOf[section] === kind)
          .map(({ section, name, icon: Icon }) => {
            const mine = tabsOf(section).filter(({ permission }) => held.includes(permission));
            const first = mine[0];
            if (first === undefined) return null;
            const base = `${place.home}/${first.path.split("/")[0]}`;
            const isActive = pathname === base || pathname.startsWith(`${base}/`);
            return (
              <NavItem key={section} isActive={isActive}>
                <Link to={`${place.home}/${first.path}`} aria-current={isActive ? "page" : undefined}>
                  <span className={styles.menuIcon}>
                    <Icon />
                  </span>
                  {name}
                </Link>
              </NavItem>
            );
          })}
      </NavList>
    </Nav>
  );
}
