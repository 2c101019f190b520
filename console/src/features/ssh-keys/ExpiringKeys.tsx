import { Alert } from "@patternfly/react-core";
import type { SshKey } from "@/api/types";
import { count, endsSoon, soonDays, useNow } from "@/components/time";
import { opens } from "./describe";

/** Says that keys are about to end, when some are. */
export function ExpiringKeys({ keys }: { keys: SshKey[] }) {
  const now = useNow();
  const ending = keys.filter(({ spec, status }) => opens(status) && endsSoon(spec.expiry, now));
  if (ending.length === 0) return null;
  const verb = ending.length === 1 ? "expires" : "expire";
  const names = ending.map(({ metadata }) => metadata.name).join(", ");
  return (
    <Alert
      variant="warning"
      isInline
      isPlain
      component="p"
      title={`${count(ending.length, "key")} ${verb} within ${soonDays} days: ${names}`}
    />
  );
}
