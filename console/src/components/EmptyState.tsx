import {
  EmptyState as PatternFlyEmptyState,
  EmptyStateActions,
  EmptyStateBody,
  EmptyStateFooter,
} from "@patternfly/react-core";
import type { ComponentType, ReactNode } from "react";

interface Props {
  title: string;
  icon: ComponentType;
  children: ReactNode;
  action?: ReactNode;
  /** Below the action: what helps to get there. */
  more?: ReactNode;
}

/** Says why there is nothing yet, what it would be good for, and how to begin. */
export function EmptyState({ title, icon, children, action, more }: Props) {
  return (
    <PatternFlyEmptyState titleText={title} headingLevel="h2" icon={icon} variant="lg">
      <EmptyStateBody>{children}</EmptyStateBody>
      <EmptyStateFooter>
        {action !== undefined && <EmptyStateActions>{action}</EmptyStateActions>}
        {more}
      </EmptyStateFooter>
    </PatternFlyEmptyState>
  );
}
