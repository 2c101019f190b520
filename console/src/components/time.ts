import { useSyncExternalStore } from "react";
import { serverNow } from "@/api/serverClock";

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

const words = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const exact = new Intl.DateTimeFormat("en-GB", {
  weekday: "short",
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  timeZoneName: "short",
});

/** "in 3 days", "5 minutes ago", "just now". */
export function relative(time: Date, now: number): string {
  const seconds = (time.getTime() - now) / 1_000;
  const size = Math.abs(seconds);
  if (size < 10) return seconds > 0 ? "in a few seconds" : "just now";
  if (size < minute) return words.format(Math.round(seconds), "second");
  if (size < hour) return words.format(Math.round(seconds / minute), "minute");
  if (size < day) return words.format(Math.round(seconds / hour), "hour");
  if (size < 60 * day) return words.format(Math.round(seconds / day), "day");
  if (size < 700 * day) return words.format(Math.round(seconds / (30.44 * day)), "month");
  return words.format(Math.round(seconds / (365.25 * day)), "year");
}

/** "Sat, 22 Nov 2025, 18:00 CET": the reader's own time zone, said. */
export function exactly(time: Date): string {
  return exact.format(time);
}

/** "3 days", "12 hours", "90 seconds". */
export function duration(seconds: number): string {
  for (const [size, unit] of [
    [day, "day"],
    [hour, "hour"],
    [minute, "minute"],
  ] as const) {
    if (seconds >= size && seconds % size === 0) return count(seconds / size, unit);
  }
  return count(seconds, "second");
}

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** The zero time stands for "never". */
export function parseTime(text: string | null | undefined): Date | null {
  if (text == null || text.startsWith("0001-")) return null;
  const time = new Date(text);
  return Number.isNaN(time.getTime()) ? null : time;
}

/** From when on a time to come is near; the letters about it are sent then, too. */
export const soonDays = 14;

/** Whether this lies ahead and is near. */
export function endsSoon(text: string | null, now: number): boolean {
  const time = parseTime(text);
  if (time === null) return false;
  const left = time.getTime() - now;
  return left > 0 && left <= soonDays * day * 1_000;
}

function everySecond(listener: () => void): () => void {
  const timer = setInterval(listener, 1_000);
  return () => clearInterval(timer);
}

/** The server's time, anew each `step` milliseconds. */
export function useNow(step = 5_000): number {
  return useSyncExternalStore(everySecond, () => Math.floor(serverNow() / step) * step);
}
