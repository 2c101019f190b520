import type { Page } from "@playwright/test";
import { deleteKey, enter, expect, rowOf, test } from "./console";

async function expectNothingCutOff(page: Page) {
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(tooWide).toBeLessThanOrEqual(0);
}

test("a narrow window has room for everything", async ({ page, keyPair }) => {
  await page.setViewportSize({ width: 375, height: 812 });
  await enter(page, "Edge");
  await expectNothingCutOff(page);
  await page.getByRole("button", { name: "Add New SSH Key" }).click();
  await page.getByRole("textbox", { name: "SSH Key", exact: true }).fill(keyPair.publicKey);
  await expect(page.getByText(keyPair.fingerprint)).toBeVisible();
  await page.getByRole("button", { name: "On a date" }).click();
  await expectNothingCutOff(page);
  await page.getByRole("button", { name: "Never" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Narrow <img src=x onerror=alert(1)>");
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(rowOf(page, "Narrow <img src=x onerror=alert(1)>")).toBeVisible();
  await expectNothingCutOff(page);

  await page.getByRole("button", { name: "Main menu" }).click();
  await page.getByRole("link", { name: "Clusters" }).click();
  await expect(page.getByRole("heading", { name: "Clusters" })).toBeVisible();
  await expectNothingCutOff(page);
  await page.getByRole("link", { name: "edge-cluster" }).click();
  await page.getByRole("button", { name: /^Connect to/ }).click();
  await expect(page.getByLabel("the ssh command", { exact: true })).toBeVisible();
  await expectNothingCutOff(page);
  await page.getByRole("button", { name: "Close" }).last().click();

  await page.getByRole("button", { name: "Main menu" }).click();
  await page.getByRole("link", { name: "Project Settings" }).click();
  await deleteKey(page, "Narrow <img src=x onerror=alert(1)>");
});
