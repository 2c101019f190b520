import { exactly, parseTime, relative, useNow } from "./time";

interface Props {
  time: string | null;
  /** Said when there is no time. */
  never?: string;
  /** A finer step, for what is watched. */
  live?: boolean;
}

/** How long ago or ahead; the exact time is its title. */
export function RelativeTime({ time, never = "Never", live = false }: Props) {
  const now = useNow(live ? 1_000 : 5_000);
  const parsed = parseTime(time);
  if (parsed === null) return <span className="gh-quiet">{never}</span>;
  return (
    <time dateTime={parsed.toISOString()} title={exactly(parsed)}>
      {relative(parsed, now)}
    </time>
  );
}
