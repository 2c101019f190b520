import type { KeyHalves } from "./privateKeyFile";
import { privateKeyFile } from "./privateKeyFile";
import { protectedBy, unprotected } from "./protection";
import { base64, fromBase64Url, join, mpint, string } from "./wire";

export type KeyType = "ed25519" | "rsa";

export interface KeyPair {
  /** The line that is registered. */
  publicKey: string;
  /** The whole file, as ssh reads it. */
  privateKey: string;
}

/** A fresh pair. Nothing of it leaves the browser; an empty passphrase leaves the private key unprotected. */
export async function generateKeyPair(type: KeyType, comment: string, passphrase: string): Promise<KeyPair> {
  const name = type === "rsa" ? "ssh-rsa" : "ssh-ed25519";
  const halves = type === "rsa" ? await newRsa(name) : await newEd25519(name);
  const protection = passphrase === "" ? unprotected : await protectedBy(passphrase);
  return {
    publicKey: `${name} ${base64(halves.publicHalf)} ${comment}`,
    privateKey: await privateKeyFile(halves, comment, protection),
  };
}

/** Older browsers do not. */
export function knowsEd25519(): Promise<boolean> {
  return crypto.subtle.generateKey("Ed25519", false, ["sign", "verify"]).then(
    () => true,
    () => false,
  );
}

/** PROTOCOL.key has the public key, and for the private one the seed with the public key behind it. */
async function newEd25519(name: string): Promise<KeyHalves> {
  const { x, d } = await newKey("Ed25519");
  const [point, seed] = [fromBase64Url(x), fromBase64Url(d)];
  const publicHalf = join(string(name), string(point));
  return { publicHalf, privateHalf: join(publicHalf, string(join(seed, point))) };
}

/** RFC 4253 section 6.6 has e before n; the private key has n, e, d, the inverse of q modulo p, p and q. */
async function newRsa(name: string): Promise<KeyHalves> {
  const publicExponent = new Uint8Array([1, 0, 1]);
  const algorithm = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256", modulusLength: 4096, publicExponent };
  const key = await newKey(algorithm);
  const number = (member: string) => mpint(fromBase64Url(member));
  return {
    publicHalf: join(string(name), number(key.e), number(key.n)),
    privateHalf: join(string(name), ...[key.n, key.e, key.d, key.qi, key.p, key.q].map(number)),
  };
}

/** A new private key's members (RFC 7518 section 6.3, RFC 8037), in base64url. */
async function newKey(algorithm: "Ed25519" | RsaHashedKeyGenParams): Promise<Required<JsonWebKey>> {
  const pair = (await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"])) as CryptoKeyPair;
  return (await crypto.subtle.exportKey("jwk", pair.privateKey)) as Required<JsonWebKey>;
}
