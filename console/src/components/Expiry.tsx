import { Label } from "@patternfly/react-core";
import { RelativeTime } from "./RelativeTime";
import { parseTime, useNow } from "./time";

const soon = 7 * 24 * 3_600_000;

/** When something ends, with a warning in the last week. */
export function Expiry({ time, isExpired = false }: { time: string | null; isExpired?: boolean }) {
  const now = useNow();
  const expiry = parseTime(time);
  if (expiry === null) return <span className="gh-quiet">Never</span>;
  const left = expiry.getTime() - now;
  if (left <= 0 || isExpired) {
    return (
      <Label isCompact status="danger" variant="outline">
        Expired <RelativeTime time={time} live />
      </Label>
    );
  }
  if (left < soon) {
    return (
      <Label isCompact status="warning" variant="outline">
        <RelativeTime time={time} live />
      </Label>
    );
  }
  return (
    <span className="gh-nowrap">
      <RelativeTime time={time} />
    </span>
  );
}
