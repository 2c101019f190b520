import type { Page } from "@playwright/test";
import { routes } from "@/app/routes";
import { expect, signInQuietly, test } from "./console";
import { openDialogs } from "./dialogs";
import { HostileHouse } from "./hostileHouse";
import { payloads } from "./payloads";
import { addressOf } from "./places";

test.describe.configure({ timeout: 240_000 });

/** Notes whatever a payload could bring about; what every test refuses is in console.ts. */
async function setTrips(page: Page): Promise<string[]> {
  const trips: string[] = [];
  await page.exposeFunction("reportTrip", (what: string) => trips.push(`${what} at ${page.url()}`));
  await page.addInitScript(() => {
    const report = (what: string) =>
      void (window as unknown as { reportTrip(what: string): void }).reportTrip(what);
    for (const name of ["trip", "alert", "confirm", "prompt", "open"]) {
      Object.defineProperty(window, name, { value: () => report(`${name}() was called`) });
    }
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
      report(`${violatedDirective} forbade ${blockedURI}`),
    );
  });
  page.on("console", (message) => {
    if (message.type() === "error") trips.push(`${message.text()} at ${page.url()}`);
  });
  page.on("popup", () => trips.push("a window was opened"));
  page.on("framenavigated", (frame) => {
    if (frame !== page.mainFrame()) trips.push(`a frame went to ${frame.url()}`);
  });
  return trips;
}

/** Everything the page shows, on each of its own pages, and in its dialogs. */
async function readWhole(page: Page, address: string): Promise<{ text: string; dialogs: string[] }> {
  let text = "";
  const dialogs: string[] = [];
  for (let turn = 1; ; turn += 1) {
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.locator(".pf-v6-c-skeleton")).toHaveCount(0);
    const seen = await openDialogs(page, 3);
    expect(seen.dead, `${address} has no button that does nothing`).toEqual([]);
    dialogs.push(...seen.dialogs);
    text += seen.text + (await page.locator("body").textContent());
    expect(new URL(page.url()).pathname).toBe(address);
    await expect(page.getByRole("heading", { name: "This page stumbled" })).toBeHidden();
    const next = page.getByRole("button", { name: "Go to next page" });
    if (turn === 5 || (await next.count()) === 0 || (await next.isDisabled())) return { text, dialogs };
    await next.click();
  }
}

let house: HostileHouse | undefined;
test.afterEach(() => house?.clear());

test("whatever people write runs nowhere and breaks no page", async ({ page }) => {
  house = await HostileHouse.fill();
  expect(house.faults).toEqual([]);
  await signInQuietly(page.request);
  await page.emulateMedia({ reducedMotion: "reduce" });
  const trips = await setTrips(page);

  let text = "";
  const dialogs: string[] = [];
  for (const route of routes) {
    const address = addressOf(route, house.place);
    if (address === undefined) continue;
    await page.goto(address);
    const seen = await readWhole(page, address);
    text += seen.text;
    dialogs.push(...seen.dialogs);
  }
  await page.goto(`/projects/${house.place.project}/clusters`);
  await page.getByRole("button", { name: /^Project: / }).click();
  await expect(page.getByRole("menuitem", { name: "__proto__" })).toBeVisible();

  expect(trips).toEqual([]);
  expect(house.names.length).toBeGreaterThan(payloads.length / 2);
  expect(house.names.filter((name) => !text.includes(name))).toEqual([]);
  for (const sort of [/^Edit/, /^Delete/, /^Remove/, /^Create/, /^Add/]) {
    expect(dialogs).toContainEqual(expect.stringMatching(sort));
  }
});
