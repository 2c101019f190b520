import { Banner } from "@patternfly/react-core";
import { useSyncExternalStore } from "react";
import { reachable } from "@/api/client";

/** Says that what is shown may be old, while the server does not answer. */
export function Unreached() {
  const reached = useSyncExternalStore(reachable.subscribe, reachable.get);
  return (
    <div role="status">
      {!reached && (
        <Banner status="warning" screenReaderText="Warning">
          Gatehouse cannot be reached. What you see may be out of date; it goes on by itself. SSH logins do
          not depend on it.
        </Banner>
      )}
    </div>
  );
}
