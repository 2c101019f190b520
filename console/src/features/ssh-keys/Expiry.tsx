import { Label } from "@patternfly/react-core";
import type { SshKey } from "@/api/types";
import { RelativeTime } from "@/components/RelativeTime";
import { parseTime, useNow } from "@/components/time";

const soon = 7 * 24 * 3_600_000;

export function Expiry({ sshKey }: { sshKey: SshKey }) {
  const now = useNow();
  const expiry = parseTime(sshKey.spec.expiry);
  if (expiry === null) return <span className="gh-quiet">Never</span>;
  const left = expiry.getTime() - now;
  if (left <= 0 || sshKey.status.state === "expired") {
    return (
      <Label isCompact status="danger" variant="outline">
        Expired <RelativeTime time={sshKey.spec.expiry} live />
      </Label>
    );
  }
  if (left < soon) {
    return (
      <Label isCompact status="warning" variant="outline">
        <RelativeTime time={sshKey.spec.expiry} live />
      </Label>
    );
  }
  return (
    <span className="gh-nowrap">
      <RelativeTime time={sshKey.spec.expiry} />
    </span>
  );
}
