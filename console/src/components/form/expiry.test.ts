import { describe, expect, it, vi } from "vitest";
import { expiryComplaint, expiryOf, expiryValueOf } from "./expiry";

describe("the expiry of a key", () => {
  it("counts the presets from now", () => {
    vi.setSystemTime("2030-01-01T12:00:00Z");
    expect(expiryOf({ choice: "30", date: "" })?.toISOString()).toBe("2030-01-31T12:00:00.000Z");
    vi.useRealTimers();
  });

  it("is none where never was chosen, whatever date was typed before", () => {
    expect(expiryOf({ choice: "never", date: "2030-01-01T00:00" })).toBeNull();
  });

  it("survives the way into the form and back, to the minute", () => {
    const value = expiryValueOf("2031-07-08T09:10:00.000Z");
    expect(expiryOf(value)?.toISOString()).toBe("2031-07-08T09:10:00.000Z");
  });

  it("must lie ahead", () => {
    expect(expiryComplaint({ choice: "date", date: "2001-01-01T00:00" })).toMatch(/has passed/);
    expect(expiryComplaint({ choice: "date", date: "" })).toMatch(/Choose the day/);
    expect(expiryComplaint({ choice: "date", date: "2999-01-01T00:00" })).toBeUndefined();
  });
});
