import { Breadcrumb, BreadcrumbItem } from "@patternfly/react-core";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { usePlace } from "@/access/scope";
import { PageHeader } from "@/components/PageHeader";
import type { PageTab } from "@/components/PageTabs";
import { PageTabs } from "@/components/PageTabs";
import type { MenuAction } from "@/components/RowMenu";
import { RowMenu } from "@/components/RowMenu";

interface Props {
  list: { path: string; title: string };
  name: string;
  beside?: ReactNode;
  description?: ReactNode;
  actions: MenuAction[];
  tabs: PageTab[];
}

/** The page of one user or one team: what it is, what may be done with it, and its parts as tabs. */
export function ObjectPage({ list, name, beside, description, actions, tabs }: Props) {
  const { home, name: place } = usePlace();
  return (
    <>
      <PageHeader
        title={name}
        place={place}
        beside={beside}
        description={description}
        above={
          <Breadcrumb>
            <BreadcrumbItem
              render={({ className }) => (
                <Link className={className} to={`${home}/${list.path}`}>
                  {list.title}
                </Link>
              )}
            />
            <BreadcrumbItem isActive>{name}</BreadcrumbItem>
          </Breadcrumb>
        }
        actions={actions.length > 0 ? <RowMenu of={name} actions={actions} /> : undefined}
      />
      <PageTabs label={name} tabs={tabs} />
    </>
  );
}
