import { Tab, TabTitleText, Tabs } from "@patternfly/react-core";
import { Suspense } from "react";
import { Outlet, useLocation, useNavigate } from "react-router";
import type { Section } from "@/access/route";
import { useAnyPlace, useMaySee } from "@/access/scope";
import { PageBody } from "@/components/PageBody";
import { PageHeader } from "@/components/PageHeader";
import { PageLoading } from "@/components/PageLoading";
import { tabsOf } from "./routes";

const panelId = "tabs-panel";

interface Props {
  section: Section;
  name: string;
  description: string;
}

/** The tabs of one page, each with an address of its own. */
export function TabsFrame({ section, name, description }: Props) {
  const place = useAnyPlace();
  const maySee = useMaySee();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const tabs = tabsOf(section).filter(maySee);
  const here = tabs.find(({ path }) => pathname === `${place.home}/${path}`);

  return (
    <>
      <PageHeader
        title={name}
        place={[here?.title, place.name].filter(Boolean).join(" · ")}
        description={description}
      />
      <Tabs
        activeKey={here?.path}
        component="nav"
        aria-label={name}
        onSelect={(event, path) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return; // the browser opens it elsewhere
          event.preventDefault();
          void navigate(`${place.home}/${path}`);
        }}
      >
        {tabs.map(({ path, title }) => (
          <Tab
            key={path}
            eventKey={path}
            href={`${place.home}/${path}`}
            title={<TabTitleText>{title}</TabTitleText>}
            tabContentId={panelId}
          />
        ))}
      </Tabs>
      <PageBody>
        <div role="tabpanel" id={panelId} aria-label={here?.title}>
          <Suspense fallback={<PageLoading />}>
            <Outlet />
          </Suspense>
        </div>
      </PageBody>
    </>
  );
}
