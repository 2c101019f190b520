import type { Page } from "@playwright/test";
import { expect, rowOf, test } from "./console";
import { demo } from "./demo";

/** Goes on with Tab until what has the focus is called so. */
async function tabTo(page: Page, name: RegExp, back = false) {
  for (let step = 0; step < 60; step += 1) {
    await page.keyboard.press(back ? "Shift+Tab" : "Tab");
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      return element?.getAttribute("aria-label") ?? element?.textContent ?? "";
    });
    if (name.test(focused)) return;
  }
  throw new Error(`Tab never came to ${name.source}`);
}

/** From a row's focused kebab to its delete dialog. */
async function chooseDelete(page: Page) {
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: "Edit" })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("menuitem", { name: "Delete" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Cancel" })).toBeFocused();
}

test("the keyboard alone adds and deletes a key", async ({ page, keyPair }) => {
  await page.goto("/");
  await expect(page.getByRole("textbox", { name: "E-mail" })).toBeFocused();
  await page.keyboard.type(demo?.email ?? "");
  await page.keyboard.press("Tab");
  await page.keyboard.type(demo?.password ?? "");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Clusters", exact: true })).toBeVisible();

  await tabTo(page, /^Project: /);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: "Default" })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("menuitem", { name: "Edge" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Project: Edge" })).toBeVisible();
  await tabTo(page, /^Project Settings$/, true);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Project Settings" })).toBeVisible();

  await tabTo(page, /^Add New SSH Key$/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name: "Name" })).toBeFocused();
  await page.keyboard.type("By keyboard");
  await tabTo(page, /^Choose a .pub file$/);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("textbox", { name: "SSH Key", exact: true })).toBeFocused();
  await page.keyboard.insertText(keyPair.publicKey);
  await expect(page.getByText(keyPair.fingerprint)).toBeVisible();
  await tabTo(page, /^Confirm$/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(rowOf(page, "By keyboard")).toBeVisible();

  await page.keyboard.press("Escape");
  await tabTo(page, /^Actions for By keyboard$/);
  await chooseDelete(page);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page.getByRole("button", { name: "Actions for By keyboard" })).toBeFocused();
  await chooseDelete(page);
  await page.keyboard.press("Shift+Tab");
  await expect(page.getByRole("button", { name: "Delete" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(rowOf(page, "By keyboard")).toBeHidden();
  await expect(page.locator("#main")).toBeFocused();
});

test("the first Tab of a page leads past the menu", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("textbox", { name: "E-mail" }).fill(demo?.email ?? "");
  await page.getByRole("textbox", { name: "Password" }).fill(demo?.password ?? "");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Clusters", exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { name: "Clusters", exact: true })).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("#main")).toBeFocused();
});
