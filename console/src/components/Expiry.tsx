import { Label } from "@patternfly/react-core";
import { RelativeTime } from "./RelativeTime";
import { endsSoon, parseTime, useNow } from "./time";

/** When a credential ends: quiet while that is far off, a label when it is near or past. */
export function Expiry({ time }: { time: string | null }) {
  const now = useNow();
  const expiry = parseTime(time);
  if (expiry === null) return <span className="gh-quiet">Never</span>;
  if (expiry.getTime() <= now) {
    return (
      <Label isCompact status="danger" variant="outline">
        Expired <RelativeTime time={time} live />
      </Label>
    );
  }
  if (endsSoon(time, now)) {
    return (
      <Label isCompact status="warning" variant="outline">
        Expires <RelativeTime time={time} live />
      </Label>
    );
  }
  return (
    <span className="gh-nowrap">
      <RelativeTime time={time} />
    </span>
  );
}
