import type { KeyType } from "./generate";

/** As ssh-keygen names its files, with the key's name behind it: id_ed25519_build-server. */
export function fileNameOf(type: KeyType, name: string): string {
  const plain = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const words = plain.match(/[a-z0-9]+/g) ?? [];
  return [`id_${type}`, words.join("-").slice(0, 40)].filter(Boolean).join("_");
}
