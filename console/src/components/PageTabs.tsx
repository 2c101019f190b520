import { Tab, TabTitleText, Tabs } from "@patternfly/react-core";
import type { ReactNode } from "react";
import { useId } from "react";
import { useSearchParams } from "react-router";
import { PageBody } from "./PageBody";

export interface PageTab {
  key: string;
  title: string;
  content: ReactNode;
}

/** Parts of one page. Which one is open lives in the address, so that a link or a reload shows the same. */
export function PageTabs({ label, tabs }: { label: string; tabs: PageTab[] }) {
  const [search, setSearch] = useSearchParams();
  const panelId = useId();
  const here = tabs.find(({ key }) => key === search.get("tab")) ?? tabs[0];
  return (
    <>
      <Tabs
        activeKey={here?.key}
        aria-label={label}
        onSelect={(_event, key) => setSearch({ tab: String(key) }, { replace: true })}
      >
        {tabs.map(({ key, title }) => (
          <Tab key={key} eventKey={key} title={<TabTitleText>{title}</TabTitleText>} tabContentId={panelId} />
        ))}
      </Tabs>
      <PageBody>
        <div role="tabpanel" id={panelId} aria-label={here?.title}>
          {here?.content}
        </div>
      </PageBody>
    </>
  );
}
