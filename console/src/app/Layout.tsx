import {
  Masthead,
  MastheadBrand,
  MastheadContent,
  MastheadLogo,
  MastheadMain,
  MastheadToggle,
  Page,
  PageSection,
  PageSidebar,
  PageSidebarBody,
  PageToggleButton,
  SkipToContent,
} from "@patternfly/react-core";
import { Suspense, useEffect, useRef, useState } from "react";
import { Link, Outlet, useLocation } from "react-router";
import { PageLoading } from "@/components/PageLoading";
import { Brand } from "@/components/Brand";
import { focusMain, mainId } from "@/components/focusMain";
import styles from "./Layout.module.css";
import { MainMenu } from "./MainMenu";
import { ProjectSwitcher } from "./ProjectSwitcher";
import { ThemeMenu } from "./ThemeMenu";
import { Unreached } from "./Unreached";
import { UserMenu } from "./UserMenu";

/** The frame around every page of a scope. */
export function Layout() {
  const [narrow, setNarrow] = useState(false);
  const [menuOpen, setMenuOpen] = useState(true);
  useFocusOnArrival();

  function follow(mobileView: boolean) {
    if (mobileView === narrow) return;
    setNarrow(mobileView);
    setMenuOpen(!mobileView);
  }

  const masthead = (
    <Masthead display={{ default: "inline" }}>
      <MastheadMain>
        <MastheadToggle>
          <PageToggleButton
            isHamburgerButton
            aria-label="Main menu"
            isSidebarOpen={menuOpen}
            onSidebarToggle={() => setMenuOpen(!menuOpen)}
          />
        </MastheadToggle>
        <MastheadBrand>
          <MastheadLogo
            component={(props: object) => <Link {...props} to="/" aria-label="Gatehouse, start" />}
          >
            <Brand />
          </MastheadLogo>
        </MastheadBrand>
      </MastheadMain>
      <MastheadContent className={styles.tools}>
        <ProjectSwitcher />
        <span className={styles.right}>
          <ThemeMenu />
          <UserMenu />
        </span>
      </MastheadContent>
    </Masthead>
  );

  const sidebar = (
    <PageSidebar isSidebarOpen={menuOpen}>
      <PageSidebarBody>
        <MainMenu onChoose={() => setMenuOpen(!narrow)} />
      </PageSidebarBody>
    </PageSidebar>
  );

  return (
    <Page
      masthead={masthead}
      sidebar={sidebar}
      skipToContent={<SkipToContent href={`#${mainId}`}>Skip to content</SkipToContent>}
      mainContainerId={mainId}
      mainTabIndex={-1}
      onPageResize={(_event, { mobileView }: { mobileView: boolean }) => follow(mobileView)}
      isContentFilled
    >
      <Unreached />
      <PageSection isFilled hasBodyWrapper={false} className={styles.page}>
        <Suspense fallback={<PageLoading />}>
          <Outlet />
        </Suspense>
      </PageSection>
    </Page>
  );
}

/** After going to another page, the keyboard and the screen reader begin at its content. */
function useFocusOnArrival() {
  const { pathname } = useLocation();
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    focusMain();
  }, [pathname]);
}
