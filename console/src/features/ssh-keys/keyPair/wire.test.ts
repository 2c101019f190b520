import { describe, expect, it } from "vitest";
import type { Bytes } from "./wire";
import { fromBase64Url, mpint, string } from "./wire";

const bytes = (hex: string): Bytes => Uint8Array.from(hex.match(/../g) ?? [], (byte) => parseInt(byte, 16));
const hex = (value: Bytes) => Array.from(value, (byte) => byte.toString(16).padStart(2, "0")).join("");

describe("SSH's way to write values", () => {
  it.each([
    ["zero", "00", "00000000"],
    ["one whose highest bit is clear", "09a378f9b2e332a7", "0000000809a378f9b2e332a7"],
    ["one whose highest bit is set", "80", "000000020080"],
    ["one with needless zeros", "00000080", "000000020080"],
  ])("writes a number as the examples of RFC 4251 do: %s", (_which, number, written) => {
    expect(hex(mpint(bytes(number)))).toBe(written);
  });

  it("writes a string with its length in bytes, not letters", () => {
    expect(hex(string("testing"))).toBe("0000000774657374696e67");
    expect(hex(string("é"))).toBe("00000002c3a9");
  });

  it("reads the alphabet of JSON web keys, of every length", () => {
    const all = Uint8Array.from({ length: 256 }, (_, index) => index);
    for (const length of [0, 1, 2, 3, 255, 256]) {
      const written = Buffer.from(all.subarray(256 - length)).toString("base64url");
      expect(hex(fromBase64Url(written))).toBe(hex(all.subarray(256 - length)));
    }
  });
});
