import { Alert } from "@patternfly/react-core";
import type { SshKey } from "@/api/types";
import { count } from "@/components/time";

/** Says that keys wait for a decision, when some do. */
export function HeldKeys({ keys }: { keys: SshKey[] }) {
  const held = keys.filter(({ status }) => status.state === "held").length;
  if (held === 0) return null;
  return (
    <Alert variant="warning" isInline component="p" title={`${count(held, "key")} held after a restore`}>
      <p>
        The console went back to an older state. What may have been revoked since then opens nothing until
        somebody decides: approve each key in its menu, or delete it.
      </p>
    </Alert>
  );
}
