// The file that ssh and ssh-keygen keep a private key in: PROTOCOL.key of OpenSSH.

import type { Protection } from "./protection";
import { unprotected } from "./protection";
import type { Bytes } from "./wire";
import { ascii, base64, join, string, uint32 } from "./wire";

/** The two halves of a key, each as OpenSSH writes it, from the name of the type on. */
export interface KeyHalves {
  publicHalf: Bytes;
  /** Everything up to the comment. */
  privateHalf: Bytes;
}

export async function privateKeyFile(
  { publicHalf, privateHalf }: KeyHalves,
  comment: string,
  protection: Protection = unprotected,
): Promise<string> {
  // The same number twice: whoever opens the file sees by it whether the passphrase was right.
  const check = crypto.getRandomValues(new Uint8Array(4));
  const secret = padded(join(check, check, privateHalf, string(comment)), protection.blockSize);
  return armoured(
    join(
      ascii("openssh-key-v1\0"),
      string(protection.cipher),
      string(protection.kdf),
      string(protection.kdfOptions),
      uint32(1),
      string(publicHalf),
      string(await protection.seal(secret)),
    ),
  );
}

/** Filled up to whole blocks with 1, 2, 3 and so on. */
function padded(bytes: Bytes, blockSize: number): Bytes {
  const missing = (blockSize - (bytes.length % blockSize)) % blockSize;
  return join(
    bytes,
    Uint8Array.from({ length: missing }, (_, index) => index + 1),
  );
}

function armoured(bytes: Bytes): string {
  const lines = base64(bytes).match(/.{1,70}/g) ?? [];
  return ["-----BEGIN OPENSSH PRIVATE KEY-----", ...lines, "-----END OPENSSH PRIVATE KEY-----", ""].join(
    "\n",
  );
}
