import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { enter, expect, test } from "./console";

async function expectAccessible(page: Page) {
  // A fading dialog would be judged by its half-way colours.
  await page.evaluate(() =>
    Promise.allSettled(document.getAnimations().map((animation) => animation.finished)),
  );
  const { violations } = await new AxeBuilder({ page }).analyze();
  const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  expect(grave.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)])).toEqual([]);
}

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing grave in the ${colorScheme} theme`, async ({ page, keyPair }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.goto("/sign-in");
    await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
    await expectAccessible(page);

    await enter(page, "Edge");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Add New SSH Key" }).click();
    await page.getByRole("textbox", { name: "SSH Key", exact: true }).fill("not a key");
    await expect(page.getByRole("textbox", { name: "SSH Key", exact: true })).toHaveAttribute(
      "aria-invalid",
      "true",
    );
    await expectAccessible(page);
    await page.getByRole("textbox", { name: "SSH Key", exact: true }).fill(keyPair.publicKey);
    await expect(page.getByText(keyPair.fingerprint)).toBeVisible();
    await page.getByRole("button", { name: "Limit where the key works" }).click();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Confirm" }).click();
    await expect(page.getByRole("dialog")).toBeHidden();
    await expectAccessible(page);
    await page.getByRole("button", { name: /^Actions for/ }).click();
    await page.getByRole("menuitem", { name: "Delete" }).click();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Delete" }).click();
    await expect(page.getByRole("dialog")).toBeHidden();

    await page.getByRole("link", { name: "Clusters" }).click();
    await expect(page.getByRole("link", { name: "edge-cluster" })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("link", { name: "edge-cluster" }).click();
    await expect(page.getByRole("button", { name: /^Connect to/ })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: /^Connect to/ }).click();
    await expectAccessible(page);
  });
}
