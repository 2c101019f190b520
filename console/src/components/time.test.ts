import { describe, expect, it } from "vitest";
import { duration, parseTime, relative } from "./time";

const now = Date.parse("2030-01-01T12:00:00Z");
const at = (seconds: number) => new Date(now + seconds * 1_000);

describe("times for people", () => {
  it.each([
    [-3, "just now"],
    [-40, "40 seconds ago"],
    [-120, "2 minutes ago"],
    [3 * 3_600, "in 3 hours"],
    [-86_400, "yesterday"],
    [30 * 86_400, "in 30 days"],
    [90 * 86_400, "in 3 months"],
    [-3 * 365 * 86_400, "3 years ago"],
  ])("tell %i seconds as %s", (seconds, words) => {
    expect(relative(at(seconds), now)).toBe(words);
  });

  it.each([
    [604_800, "7 days"],
    [3_600, "1 hour"],
    [90, "90 seconds"],
    [5_400, "90 minutes"],
  ])("tell a duration of %i seconds as %s", (seconds, words) => {
    expect(duration(seconds)).toBe(words);
  });

  it("take the zero time for none", () => {
    expect(parseTime("0001-01-01T00:00:00.000Z")).toBeNull();
  });
});
