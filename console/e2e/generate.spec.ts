import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { enter, expect, rowOf, test } from "./console";
import { nodeOf } from "./demo";
import { timeUntil } from "./ssh";

interface Sent {
  headers: string;
  url: string;
  body: string;
}

/** Notes all that the page sends. */
function listen(page: Page): Sent[] {
  const sent: Sent[] = [];
  page.on("request", (request) =>
    sent.push({
      url: request.url(),
      headers: JSON.stringify(request.headers()),
      body: request.postData() ?? "",
    }),
  );
  return sent;
}

/** Every text in a JSON value. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** What the page keeps beyond its own memory. */
function storage(page: Page) {
  return page.evaluate(async () => [
    JSON.stringify({ ...localStorage, ...sessionStorage }),
    ...(await indexedDB.databases()).map(({ name }) => name),
    ...(await caches.keys()),
    document.cookie,
  ]);
}

/** Fills the form, and saves what it downloads in a directory of its own. */
async function generate(page: Page, { type, passphrase }: { type: string; passphrase: string }) {
  await page.getByRole("button", { name: "Add New SSH Key" }).click();
  const dialog = page.getByRole("dialog", { name: "Add Key" });
  await dialog.getByRole("textbox", { name: "Name" }).fill("Made here");
  await dialog.getByRole("button", { name: "Generate one here" }).click();
  await dialog.getByRole("button", { name: type }).click();
  await dialog.getByLabel("Passphrase", { exact: true }).fill(passphrase);
  await dialog.getByLabel("Passphrase again", { exact: true }).fill(passphrase);
  const downloading = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Generate and download" }).click();
  const download = await downloading;

  const directory = mkdtempSync(join(tmpdir(), "gatehouse-e2e-"));
  const file = join(directory, download.suggestedFilename());
  await download.saveAs(file);
  chmodSync(file, 0o600);
  const keygen = (...args: string[]) =>
    execFileSync("ssh-keygen", [...args, "-f", file], { encoding: "utf8" }).trim();
  return {
    dialog,
    identity: passphrase === "" ? { file } : { file, passphrase },
    fileName: download.suggestedFilename(),
    publicKey: keygen("-y", "-P", passphrase),
    fingerprint: keygen("-l").split(" ")[1] ?? "",
    privateLines: readFileSync(file, "utf8").trim().split("\n"),
    remove: () => rmSync(directory, { recursive: true }),
  };
}

for (const { type, passphrase, fileName } of [
  { type: "Ed25519", passphrase: "", fileName: "id_ed25519_made-here" },
  { type: "Ed25519", passphrase: "correct horse", fileName: "id_ed25519_made-here" },
  { type: "RSA 4096", passphrase: "", fileName: "id_rsa_made-here" },
  { type: "RSA 4096", passphrase: "Zoë’s 鍵", fileName: "id_rsa_made-here" },
]) {
  const locked = passphrase === "" ? "without a passphrase" : "with a passphrase";
  test(`${type} made in the browser ${locked} opens a node, and its private half stays here`, async ({
    page,
  }) => {
    await enter(page, "Edge");
    const kept = await storage(page);
    const sent = listen(page);
    const { dialog, identity, publicKey, fingerprint, ...made } = await generate(page, { type, passphrase });
    expect(made.fileName).toBe(fileName);
    await expect(dialog.getByText(fingerprint)).toBeVisible();

    await dialog.getByRole("button", { name: "Confirm" }).click();
    await expect(dialog.getByText("Save the private key first: nobody can bring it back.")).toBeVisible();
    await dialog.getByRole("checkbox", { name: "I have saved the private key" }).check();
    await dialog.getByRole("button", { name: "Confirm" }).click();
    await expect(dialog).toBeHidden();
    await expect(rowOf(page, "Made here")).toBeVisible();
    expect(await timeUntil("opened", nodeOf("Edge"), identity)).toBeLessThan(10_000);

    const bodies = sent.filter(({ body }) => body !== "").map(({ body }) => JSON.parse(body) as unknown);
    const me = (await (await page.request.get("/v1/me")).json()) as { uid: string };
    expect(new Set(bodies.flatMap(textsIn))).toEqual(new Set(["Made here", publicKey, me.uid]));
    const rest = JSON.stringify(sent).replaceAll(publicKey, "");
    expect(made.privateLines.filter((line) => rest.includes(line))).toEqual([]);
    expect(await storage(page)).toEqual(kept);
    made.remove();
  });
}
