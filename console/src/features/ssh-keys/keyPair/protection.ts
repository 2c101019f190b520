import type { Bytes } from "./wire";
import { ascii, join, string, uint32 } from "./wire";

/** How a private key file keeps its secret, and what it says of that to whoever opens it. */
export interface Protection {
  cipher: string;
  kdf: string;
  kdfOptions: Bytes;
  /** In bytes; the secret is padded to whole blocks. */
  blockSize: number;
  seal: (secret: Bytes) => Promise<Bytes>;
}

export const unprotected: Protection = {
  cipher: "none",
  kdf: "none",
  kdfOptions: new Uint8Array(),
  blockSize: 8,
  seal: (secret) => Promise.resolve(secret),
};

/** What ssh-keygen takes today; that of Debian 12 still takes 16. */
const rounds = 24;
const keyLength = 32;
const blockSize = 16;

/** By a passphrase that is not empty; takes some tenths of a second. */
export async function protectedBy(passphrase: string): Promise<Protection> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const derived = await bcryptKey(passphrase, salt, keyLength + blockSize);
  const counter = derived.subarray(keyLength);
  const key = await crypto.subtle.importKey("raw", derived.subarray(0, keyLength), "AES-CTR", false, [
    "encrypt",
  ]);
  return {
    cipher: "aes256-ctr",
    kdf: "bcrypt",
    kdfOptions: join(string(salt), uint32(rounds)),
    blockSize,
    seal: async (secret) =>
      new Uint8Array(await crypto.subtle.encrypt({ name: "AES-CTR", counter, length: 128 }, key, secret)),
  };
}

async function bcryptKey(passphrase: string, salt: Bytes, length: number): Promise<Bytes> {
  const { pbkdf } = await import("bcrypt-pbkdf");
  const secret = ascii(passphrase);
  const derived = new Uint8Array(length);
  if (pbkdf(secret, secret.length, salt, salt.length, derived, length, rounds) !== 0) {
    throw new Error("The passphrase could not be made into a key.");
  }
  return derived;
}
