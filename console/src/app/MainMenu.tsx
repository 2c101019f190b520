import { Nav, NavItem, NavList } from "@patternfly/react-core";
import { Link, useLocation } from "react-router";
import { scopeOf } from "@/access/route";
import { kindOf, useAnyPlace, useMaySee } from "@/access/scope";
import styles from "./Layout.module.css";
import { tabsOf } from "./routes";
import { sections } from "./sections";

/** The pages of this place that the person may see. */
export function MainMenu({ onChoose }: { onChoose: () => void }) {
  const place = useAnyPlace();
  const maySee = useMaySee();
  const { pathname } = useLocation();

  return (
    <Nav aria-label="Main menu" onSelect={onChoose}>
      <NavList>
        {sections
          .filter(({ section }) => scopeOf[section] === kindOf(place.scope))
          .map(({ section, name, icon: Icon }) => {
            const first = tabsOf(section).find(maySee);
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
