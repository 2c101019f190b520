import type { APIRequestContext, Page, Response } from "@playwright/test";
import { test as base, expect } from "@playwright/test";
import { demo } from "./demo";
import { makeKeyPair } from "./ssh";

export const keysPath = "/v1/users/assets/sshkeys";

interface Fixtures {
  /** Begins without the keys that a test before left behind. */
  cleanHouse: void;
  keyPair: ReturnType<typeof makeKeyPair>;
  /** Holds of every test: no script of others, nothing the policy forbids, no fault in the console. */
  noSurprises: void;
}

export const test = base.extend<Fixtures>({
  keyPair: async ({}, provide, info) => {
    const pair = makeKeyPair(`e2e-${info.testId.slice(-8)}-${info.retry}`);
    await provide(pair);
    pair.remove();
  },
  cleanHouse: [
    async ({ browser }, provide, info) => {
      info.skip(demo === null, "GATEHOUSE_DEMO names no running house");
      const context = await browser.newContext({ ignoreHTTPSErrors: true, baseURL: demo?.console });
      const projects = await signInQuietly(context.request);
      for (const { uid } of projects) {
        const headers = { Origin: demo?.console ?? "", ProjectUid: uid };
        const listed = await context.request.get(keysPath, { headers });
        for (const { metadata } of ((await listed.json()) as { items: { metadata: { uid: string } }[] })
          .items) {
          await context.request.delete(`${keysPath}/${metadata.uid}`, { headers });
        }
      }
      await context.close();
      await provide();
    },
    { auto: true },
  ],
  noSurprises: [
    async ({ page }, provide) => {
      const surprises: string[] = [];
      page.on("pageerror", (error) => surprises.push(`fault: ${error.message}`));
      page.on("console", (message) => {
        if (/Content Security Policy/i.test(message.text())) surprises.push(message.text());
      });
      page.on("request", (request) => {
        const { origin, protocol } = new URL(request.url());
        if (protocol.startsWith("http") && origin !== demo?.console)
          surprises.push(`went to ${request.url()}`);
      });
      await provide();
      expect(surprises).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** As a person does it. */
export async function signIn(page: Page) {
  await page.getByRole("textbox", { name: "E-mail" }).fill(demo?.email ?? "");
  await page.getByRole("textbox", { name: "Password" }).fill(demo?.password ?? "");
  await page.getByRole("button", { name: "Sign in" }).click();
}

export async function signInQuietly(request: APIRequestContext): Promise<{ uid: string; name: string }[]> {
  const headers = { Origin: demo?.console ?? "" };
  const data = { emailId: demo?.email, password: demo?.password };
  expect((await request.post("/v1/auth/session", { headers, data })).status()).toBe(204);
  const me = await request.get("/v1/me");
  return ((await me.json()) as { projects: { uid: string; name: string }[] }).projects;
}

/** Past the door at once, where the test is about what lies behind it; leads to the SSH keys of a project. */
export async function enter(page: Page, project: string) {
  const projects = await signInQuietly(page.request);
  const uid = projects.find(({ name }) => name === project)?.uid ?? "";
  await page.goto(`/projects/${uid}/settings/ssh-keys`);
  await expect(page.getByRole("heading", { name: "Project Settings" })).toBeVisible();
  return uid;
}

/** The row of the key of that name. */
export function rowOf(page: Page, name: string) {
  return page.getByRole("row").filter({ hasText: name });
}

export async function deleteKey(page: Page, name: string) {
  await page.getByRole("button", { name: `Actions for ${name}`, exact: true }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(rowOf(page, name)).toBeHidden();
}

export function answerTo(page: Page, method: string, path: string): Promise<Response> {
  return page.waitForResponse(
    (response) => response.request().method() === method && new URL(response.url()).pathname.startsWith(path),
  );
}
