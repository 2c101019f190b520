import { screen, waitFor, within } from "@testing-library/react";
import { http } from "msw";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Db } from "@/mocks/db";
import { refuse } from "@/mocks/refuse";
import { keysOf, open } from "@/mocks/render";
import { mockServer } from "@/mocks/server";

let downloads: { name: string; text: Promise<string> }[];

/** jsdom saves no files: notes them instead. */
beforeEach(() => {
  downloads = [];
  const blobs = new Map<string, Blob>();
  URL.createObjectURL = (blob) => {
    const address = `blob:${blobs.size}`;
    blobs.set(address, blob as Blob);
    return address;
  };
  URL.revokeObjectURL = () => {};
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
    const blob = blobs.get(this.getAttribute("href") ?? "");
    if (blob !== undefined) downloads.push({ name: this.download, text: blob.text() });
  });
});
afterEach(() => vi.restoreAllMocks());

async function openGenerator() {
  const project = new Db();
  const edge = project.addProject("Edge");
  const console = open(project, keysOf(edge));
  await console.user.click(await screen.findByRole("button", { name: "Add New SSH Key" }));
  const dialog = within(screen.getByRole("dialog", { name: "Add Key" }));
  const press = (name: string) => console.user.click(dialog.getByRole("button", { name }));
  const type = (label: string | RegExp, text: string) =>
    console.user.type(dialog.getByLabelText(label), text);
  await press("Generate one here");
  return { ...console, dialog, press, type, keys: edge.keys };
}

const name = /^Name/;

describe("a pair generated in the form", () => {
  it("is downloaded, then registered by its public half once the person has the private one", async () => {
    const { dialog, press, type, keys, user, bodies } = await openGenerator();
    await type(name, "Ada’s laptop");
    await press("Generate and download");
    expect(await dialog.findByText("id_ed25519_ada-s-laptop")).toBeInTheDocument();
    expect(downloads.map((file) => file.name)).toEqual(["id_ed25519_ada-s-laptop"]);
    expect(await dialog.findByText("Ed25519, 256 bits")).toBeInTheDocument();

    await press("Confirm");
    expect(await dialog.findByText(/Save the private key first/)).toBeInTheDocument();
    expect(keys).toHaveLength(0);
    await user.click(dialog.getByRole("checkbox", { name: "I have saved the private key" }));
    await press("Confirm");
    await waitFor(() => expect(keys).toHaveLength(1));
    expect(keys[0]?.metadata.name).toBe("Ada’s laptop");

    const text = (await downloads[0]?.text) ?? "";
    expect(text).toMatch(/^-----BEGIN OPENSSH PRIVATE KEY-----\n/);
    const lines = text.split("\n").slice(1, -2);
    for (const sent of bodies) {
      expect(sent).not.toContain("PRIVATE KEY");
      expect(lines.filter((line) => sent.includes(line))).toEqual([]);
    }
  });

  it("is not made without a name, nor with two passphrases that differ", async () => {
    const { dialog, press, type } = await openGenerator();
    await press("Generate and download");
    expect(await dialog.findByText("Give the key a name.")).toBeInTheDocument();
    await type(name, "laptop");
    await type("Passphrase", "correct horse");
    await type("Passphrase again", "correct house{Enter}");
    expect(await dialog.findByText("The two passphrases differ.")).toBeInTheDocument();
    expect(downloads).toEqual([]);
  });

  it("is made by Enter in a field, which does not confirm the form around it", async () => {
    const { dialog, type, keys } = await openGenerator();
    await type(name, "laptop");
    await type("Passphrase again", "{Enter}");
    expect(await dialog.findByText("id_ed25519_laptop")).toBeInTheDocument();
    expect(keys).toHaveLength(0);
  });

  it("can be downloaded again, and discarded for another one", async () => {
    const { dialog, press, type } = await openGenerator();
    await type(name, "laptop");
    await press("Generate and download");
    await dialog.findByText("id_ed25519_laptop");
    await press("Download again");
    await press("Discard this pair");
    await press("Confirm");
    expect(await dialog.findByText("Generate the pair first.")).toBeInTheDocument();
    await press("Generate and download");
    await dialog.findByText("id_ed25519_laptop");
    const [first, again, second] = await Promise.all(downloads.map(({ text }) => text));
    expect(again).toBe(first);
    expect(second).not.toBe(first);
  });

  it("leaves nothing behind in the form for a key of one's own", async () => {
    const { dialog, press, type } = await openGenerator();
    await type(name, "laptop");
    await press("Generate and download");
    await dialog.findByText("id_ed25519_laptop");
    await press("I have one");
    expect(dialog.getByRole("textbox", { name: /^SSH Key/ })).toHaveValue("");
  });

  it("is kept while the server refuses it, so that the name can be mended", async () => {
    const { dialog, press, type, user, keys } = await openGenerator();
    await type(name, "laptop");
    await press("Generate and download");
    await user.click(await dialog.findByRole("checkbox", { name: "I have saved the private key" }));
    const taken = () => refuse(409, "The name “laptop” is taken.", { field: "/metadata/name" });
    mockServer.use(http.post("/v1/users/assets/sshkeys", taken, { once: true }));
    await press("Confirm");
    expect(await dialog.findByText("The name “laptop” is taken.")).toBeInTheDocument();
    await type(name, " two");
    await press("Confirm");
    await waitFor(() => expect(keys.map(({ metadata }) => metadata.name)).toEqual(["laptop two"]));
    expect(downloads).toHaveLength(1);
  });

  it("is not downloaded when the form was closed meanwhile", async () => {
    const { press, type } = await openGenerator();
    await type(name, "laptop");
    let finish = () => {};
    const pair = await crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"]);
    const slowly = new Promise<typeof pair>((resolve) => {
      finish = () => resolve(pair);
    });
    vi.spyOn(crypto.subtle, "generateKey").mockReturnValueOnce(slowly);
    await press("Generate and download");
    await press("Cancel");
    finish();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(downloads).toEqual([]);
  });
});

it("a browser without Ed25519 says so and makes RSA", async () => {
  vi.spyOn(crypto.subtle, "generateKey").mockRejectedValueOnce(new DOMException("", "NotSupportedError"));
  const { dialog, press, type } = await openGenerator();
  expect(await dialog.findByText(/This browser cannot make Ed25519 keys/)).toBeInTheDocument();
  expect(dialog.getByRole("button", { name: "Ed25519" })).toBeDisabled();
  await type(name, "laptop");
  await press("Generate and download");
  expect(await dialog.findByText("id_rsa_laptop", undefined, { timeout: 20_000 })).toBeInTheDocument();
});
