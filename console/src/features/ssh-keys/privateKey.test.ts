import { describe, expect, it } from "vitest";
import { sampleKeys } from "@/mocks/sampleKeys";
import { looksLikePrivateKey } from "./privateKey";

describe("the private key detector", () => {
  it.each([
    ["OpenSSH", "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmU"],
    ["PKCS#1", "-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA"],
    ["PKCS#8", "-----BEGIN PRIVATE KEY-----"],
    ["encrypted PKCS#8", "-----BEGIN ENCRYPTED PRIVATE KEY-----"],
    ["SEC1", "-----BEGIN EC PRIVATE KEY-----"],
    ["DSA", "-----BEGIN DSA PRIVATE KEY-----"],
    ["ssh.com", "---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----"],
    ["PuTTY", "PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none"],
    ["the middle of a PuTTY file", "AAAA\nPrivate-Lines: 1\nAAAA"],
    ["a JSON web key", '{"kty":"OKP","crv":"Ed25519","d":"nWGxne","x":"11qYAY"}'],
    ["small letters", "begin openssh private key"],
    ["something before it", "here you are: -----BEGIN OPENSSH PRIVATE KEY-----"],
  ])("recognises %s", (_form, text) => {
    expect(looksLikePrivateKey(text)).toBe(true);
  });

  it.each([
    ["OpenSSH", "b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQ"],
    ["OpenSSH, broken over lines", "b3BlbnNzaC1r\nZXktdjEAAAAABG5vbmU"],
    ["PKCS#1", "MIIEpAIBAAKCAQEAx0"],
    ["PKCS#8 RSA", "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC"],
    ["PKCS#8 Ed25519", "MC4CAQAwBQYDK2VwBCIEIA"],
    ["SEC1 P-256", "MHcCAQEEIKk2"],
  ])("recognises the body of %s without its first line", (_form, text) => {
    expect(looksLikePrivateKey(text)).toBe(true);
  });

  it.each(Object.entries(sampleKeys))("lets the public key %s pass", (_name, { type, blob }) => {
    expect(looksLikePrivateKey(`${type} ${blob} me@laptop`)).toBe(false);
  });

  it("lets a comment that speaks of private keys pass", () => {
    expect(looksLikePrivateKey("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5 my private key")).toBe(false);
  });
});
