import { execFileSync } from "node:child_process";
import { createPrivateKey } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { generateKeyPair } from "./generate";

const directories: string[] = [];

/** The private key in a file that only its owner reads, as ssh-keygen demands. */
function saved(privateKey: string): string {
  const directory = mkdtempSync(join(tmpdir(), "gatehouse-pair-"));
  directories.push(directory);
  const file = join(directory, "key");
  writeFileSync(file, privateKey, { mode: 0o600 });
  return file;
}

function sshKeygen(...args: string[]): string {
  return execFileSync("ssh-keygen", args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }).trim();
}

/** Whether what the private key signs is what the public one verifies. */
function belongTogether(file: string, publicKey: string): boolean {
  writeFileSync(`${file}.allowed`, `me ${publicKey}\n`);
  writeFileSync(`${file}.text`, "words");
  sshKeygen("-Y", "sign", "-q", "-n", "test", "-f", file, `${file}.text`);
  const verify = [
    "-Y",
    "verify",
    "-n",
    "test",
    "-I",
    "me",
    "-f",
    `${file}.allowed`,
    "-s",
    `${file}.text.sig`,
  ];
  return execFileSync("ssh-keygen", verify, { input: "words", encoding: "utf8" }).startsWith("Good");
}

afterEach(() => directories.splice(0).forEach((directory) => rmSync(directory, { recursive: true })));

describe("a pair made here", () => {
  it.each([
    ["ed25519", "", "256", "ED25519"],
    ["ed25519", "correct horse", "256", "ED25519"],
    ["rsa", "", "4096", "RSA"],
    ["rsa", "Zoë’s 鍵", "4096", "RSA"],
  ] as const)(
    "%s with the passphrase “%s” is what ssh-keygen reads",
    async (type, passphrase, bits, family) => {
      const { publicKey, privateKey } = await generateKeyPair(type, "Zoë at home", passphrase);
      const file = saved(privateKey);
      expect(sshKeygen("-y", "-P", passphrase, "-f", file)).toBe(publicKey);
      expect(sshKeygen("-l", "-f", file)).toMatch(new RegExp(`^${bits} SHA256:\\S+ .*\\(${family}\\)$`));
      sshKeygen("-p", "-P", passphrase, "-N", "", "-f", file);
      expect(belongTogether(file, publicKey)).toBe(true);
    },
  );

  it("is whole whatever the length of its comment, and so of its padding", async () => {
    for (let length = 1; length <= 8; length += 1) {
      const { publicKey, privateKey } = await generateKeyPair("ed25519", "c".repeat(length), "");
      expect(belongTogether(saved(privateKey), publicKey)).toBe(true);
    }
  });

  // RFC 8017 section 3.2. OpenSSL signs without these where they are wrong, only slower.
  it("keeps what makes RSA fast: its primes, and the inverse of the second modulo the first", async () => {
    const file = saved((await generateKeyPair("rsa", "primes", "")).privateKey);
    sshKeygen("-p", "-N", "", "-m", "PEM", "-f", file);
    const members = createPrivateKey(readFileSync(file)).export({ format: "jwk" });
    const [n, p, q, qi] = ["n", "p", "q", "qi"].map((name) => {
      const bytes = Buffer.from(String(members[name as keyof typeof members]), "base64url");
      return BigInt(`0x${bytes.toString("hex")}`);
    }) as [bigint, bigint, bigint, bigint];
    expect(p * q).toBe(n);
    expect((qi * q) % p).toBe(1n);
  });

  it("stays shut without its passphrase", async () => {
    const { privateKey } = await generateKeyPair("ed25519", "shut", "correct horse");
    const file = saved(privateKey);
    expect(() => sshKeygen("-y", "-P", "", "-f", file)).toThrow(/incorrect passphrase/);
    expect(() => sshKeygen("-y", "-P", "wrong", "-f", file)).toThrow(/incorrect passphrase/);
  });

  it("is another one each time", async () => {
    const pairs = await Promise.all([1, 2].map(() => generateKeyPair("ed25519", "twin", "")));
    expect(pairs[0]?.publicKey).not.toBe(pairs[1]?.publicKey);
  });
});
