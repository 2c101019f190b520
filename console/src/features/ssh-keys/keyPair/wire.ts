// How SSH writes values: RFC 4251 section 5.

export type Bytes = Uint8Array<ArrayBuffer>;

export function ascii(text: string): Bytes {
  return new TextEncoder().encode(text);
}

export function join(...parts: Bytes[]): Bytes {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export function uint32(value: number): Bytes {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

export function string(value: Bytes | string): Bytes {
  const bytes = typeof value === "string" ? ascii(value) : value;
  return join(uint32(bytes.length), bytes);
}

/** A number that is not negative, given with its highest byte first: no needless zeros, but one where the sign would be. */
export function mpint(unsigned: Bytes): Bytes {
  const first = unsigned.findIndex((byte) => byte !== 0);
  if (first === -1) return uint32(0);
  const digits = unsigned.subarray(first);
  return string((digits[0] ?? 0) < 0x80 ? digits : join(new Uint8Array(1), digits));
}

export function base64(bytes: Bytes): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

/** RFC 4648 section 5, without padding. */
export function fromBase64Url(text: string): Bytes {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}
