import { readFile } from "node:fs/promises";
import { deleteKey, enter, expect, rowOf, test } from "./console";
import { demo } from "./demo";

test("what was done is found again, told whole and taken away as CSV", async ({ page, keyPair }) => {
  await enter(page, "Edge");
  await page.getByRole("button", { name: "Add New SSH Key" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("=Watched");
  await page.getByRole("textbox", { name: "SSH Key", exact: true }).fill(keyPair.publicKey);
  await expect(page.getByText(keyPair.fingerprint)).toBeVisible();
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(rowOf(page, "=Watched")).toBeVisible();

  await page.getByRole("link", { name: "Audit Logs" }).click();
  const event = rowOf(page, "=Watched").first();
  await expect(event).toContainText("Register an SSH key");
  await expect(event).toContainText(demo?.email ?? "");

  await page.getByLabel("Outcome").selectOption("Denied");
  await expect(event).toBeHidden();
  await page.getByLabel("Outcome").selectOption("Done");
  await page.getByLabel("Object").selectOption("SSH key");
  await page.getByLabel("Action").selectOption("Created");
  await expect(event).toBeVisible();

  await event.getByRole("button", { name: /^Details/ }).click();
  const details = page.getByRole("dialog", { name: "Register an SSH key" });
  await expect(details.getByRole("row", { name: /^fingerprint/ })).toContainText(keyPair.fingerprint);
  await details.getByRole("button", { name: "All events about it" }).click();
  await expect(page.getByText("1 event", { exact: true })).toBeVisible();

  const saved = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export CSV" }).click();
  const file = await saved;
  expect(file.suggestedFilename()).toBe("gatehouse-audit.csv");
  const [head, line] = (await readFile(await file.path(), "utf8")).split("\r\n");
  expect(head).toMatch(/^time,uid,action,message,outcome,actor,/);
  expect(line).toContain(demo?.email);
  expect(line).toContain('"\'=Watched"');

  await page.getByRole("link", { name: "Project Settings" }).click();
  await deleteKey(page, "=Watched");
});
