import { EmptyState, EmptyStateBody, EmptyStateFooter } from "@patternfly/react-core";
import type { ReactNode } from "react";
import { useEffect } from "react";

/** For what is gone, or is none of the reader's business: the server does not tell which. */
export function NotThere({ what, back }: { what: string; back: ReactNode }) {
  useEffect(() => {
    document.title = "Not found · Gatehouse";
  }, []);
  return (
    <EmptyState titleText="Not found" headingLevel="h1" variant="lg">
      <EmptyStateBody>{what} does not exist any more, or it is not yours to see.</EmptyStateBody>
      <EmptyStateFooter>{back}</EmptyStateFooter>
    </EmptyState>
  );
}
