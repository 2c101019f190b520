import { Button, EmptyState, EmptyStateBody, EmptyStateFooter } from "@patternfly/react-core";

/** The last resort: a fault in the console itself, or a part of it that could not be loaded. */
export function ErrorPage() {
  return (
    <EmptyState titleText="This page stumbled" headingLevel="h1" status="danger" isFullHeight>
      <EmptyStateBody>
        The fault is in the console, not in what you did. What was confirmed before is safe. After an update
        of Gatehouse, loading the page again is all that is needed.
      </EmptyStateBody>
      <EmptyStateFooter>
        <Button onClick={() => window.location.reload()}>Load again</Button>
      </EmptyStateFooter>
    </EmptyState>
  );
}
