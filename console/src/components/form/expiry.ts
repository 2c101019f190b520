import { serverNow } from "@/api/serverClock";
import { parseTime } from "@/components/time";

/** Never, after so many days, or at a time of one's own choice. */
export type ExpiryChoice = "never" | "30" | "90" | "365" | "date";

export interface ExpiryValue {
  choice: ExpiryChoice;
  /** As an input of type datetime-local has it; counts for "date" only. */
  date: string;
}

const day = 24 * 3_600_000;

export function expiryOf({ choice, date }: ExpiryValue): Date | null {
  if (choice === "never") return null;
  if (choice === "date") return date === "" ? null : new Date(date);
  return new Date(serverNow() + Number(choice) * day);
}

export function expiryValueOf(expiry: string | null): ExpiryValue {
  const time = parseTime(expiry);
  return time === null ? { choice: "never", date: "" } : { choice: "date", date: toLocalInput(time) };
}

/** What an input of type datetime-local takes: local time without a zone, to the minute. */
export function toLocalInput(time: Date): string {
  const local = new Date(time.getTime() - time.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

/** Why this is no expiry, or undefined when it is one. */
export function expiryComplaint(value: ExpiryValue): string | undefined {
  if (value.choice !== "date") return undefined;
  if (value.date === "") return "Choose the day and time.";
  const time = expiryOf(value);
  if (time === null || Number.isNaN(time.getTime())) return "This is not a date and time.";
  return time.getTime() <= serverNow() ? "This time has passed. Choose one to come." : undefined;
}

/** The form knows minutes; an expiry that was not touched keeps its seconds. */
export function expiryText(value: ExpiryValue, before: string | null): string | null {
  if (before !== null && expiryValueOf(before).date === value.date && value.choice === "date") return before;
  return expiryOf(value)?.toISOString() ?? null;
}
