import { expect, it } from "vitest";
import { fileNameOf } from "./fileName";

it.each([
  ["Ada’s laptop", "id_ed25519_ada-s-laptop"],
  ["Zoë", "id_ed25519_zoe"],
  ["../../.ssh/authorized_keys", "id_ed25519_ssh-authorized-keys"],
  ["鍵", "id_ed25519"],
])("the key %s is kept in %s", (name, file) => {
  expect(fileNameOf("ed25519", name)).toBe(file);
});

it("the type stands in the file's name, and a long name is cut", () => {
  expect(fileNameOf("rsa", "x".repeat(128))).toBe(`id_rsa_${"x".repeat(40)}`);
});
