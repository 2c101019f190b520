import type { APIRequestContext, Browser, Page } from "@playwright/test";
import { answerTo, expect, keysPath, rowOf, signInQuietly, test } from "./console";
import { demo, nodeOf } from "./demo";
import { login, timeUntil } from "./ssh";

const origin = { Origin: demo?.console ?? "" };
const password = "four words nobody guesses";
const team = "Edge administrators";
const joan = { name: "Joan Clarke", emailId: "joan@example.com" };
const viewer = { name: "Vera Viewer", emailId: "vera@example.com" };

/** Another person's browser. */
async function anotherBrowser(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ ignoreHTTPSErrors: true, baseURL: demo?.console });
  return context.newPage();
}

async function signInAs(page: Page, emailId: string) {
  await page.getByRole("textbox", { name: "E-mail" }).fill(emailId);
  await page.getByRole("textbox", { name: "Password" }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** Whoever a broken run left behind. */
async function sendAway(request: APIRequestContext) {
  await signInQuietly(request);
  const named = async (path: string) =>
    (await (await request.get(`${path}?limit=0`, { headers: origin })).json()) as {
      items: { metadata: { uid: string; name: string }; spec: { emailId?: string } }[];
    };
  for (const { metadata, spec } of (await named("/v1/users")).items) {
    const isOurs = [joan.emailId, viewer.emailId].includes(spec.emailId ?? "");
    if (isOurs) await request.delete(`/v1/users/${metadata.uid}`, { headers: origin });
  }
  for (const { metadata } of (await named("/v1/teams")).items) {
    if (metadata.name === team) await request.delete(`/v1/teams/${metadata.uid}`, { headers: origin });
  }
}

test.describe.configure({ timeout: 120_000 });
test.beforeEach(({ page }) => sendAway(page.request));
test.afterEach(({ page }) => sendAway(page.request));

/** In the dialog of a user; answers the link that is shown this once. */
async function createUser(page: Page, person: typeof joan, teamName?: string): Promise<string> {
  const [first = "", last = ""] = person.name.split(" ");
  await page.goto("/admin/people/users");
  await page.getByRole("button", { name: "Create user" }).click();
  await page.getByRole("textbox", { name: "First name" }).fill(first);
  await page.getByRole("textbox", { name: "Last name" }).fill(last);
  await page.getByRole("textbox", { name: "E-mail" }).fill(person.emailId);
  if (teamName !== undefined) await page.getByRole("checkbox", { name: teamName }).check();
  await page.getByRole("button", { name: "Confirm" }).click();
  const link = await page.getByLabel("the activation link", { exact: true }).textContent();
  await page.getByRole("button", { name: "Close" }).last().click();
  return link ?? "";
}

/** On the page of a user or team: New Role, the project, the role, Confirm. */
async function giveRoleInEdge(page: Page, holder: string, role: string) {
  await page.getByRole("link", { name: holder, exact: true }).click();
  await expect(page.getByRole("heading", { name: holder, level: 1 })).toBeVisible();
  await page.getByRole("tab", { name: "Project Roles" }).click();
  await page.getByRole("button", { name: "New Role" }).click();
  await page.getByRole("checkbox", { name: "Edge", exact: true }).check();
  await page.getByRole("checkbox", { name: role, exact: true }).check();
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(rowOf(page, "Edge")).toContainText(role);
}

/** By the link, with a password of their own. */
async function activateAndSignIn(page: Page, link: string, emailId: string) {
  await page.goto(link);
  await page.getByRole("textbox", { name: "Password", exact: true }).fill(password);
  await page.getByRole("textbox", { name: "Password again" }).fill(password);
  await page.getByRole("button", { name: "Set password" }).click();
  await signInAs(page, emailId);
  await page.getByRole("link", { name: "Project Settings" }).click();
  await expect(page.getByRole("heading", { name: "Project Settings" })).toBeVisible();
}

test("a person comes with a team’s role, adds a key that opens, and goes with it", async ({
  page,
  browser,
  keyPair,
}) => {
  const edge = nodeOf("Edge");
  const hers = await anotherBrowser(browser);

  await test.step("the administrator makes a team of project administrators, and a person in it", async () => {
    await page.goto("/admin/people/teams");
    await page.getByRole("button", { name: "Create team" }).click();
    await page.getByRole("textbox", { name: "Name" }).fill(team);
    await page.getByRole("button", { name: "Confirm" }).click();
    await giveRoleInEdge(page, team, "Project Admin");
  });
  const link = await createUser(page, joan, team);

  await test.step("she chooses a password, signs in and adds her key", async () => {
    await activateAndSignIn(hers, link, joan.emailId);
    await hers.getByRole("button", { name: "Add New SSH Key" }).click();
    await hers.getByRole("textbox", { name: "Name" }).fill("Joan’s laptop");
    await hers.getByRole("textbox", { name: "SSH Key", exact: true }).fill(keyPair.publicKey);
    await expect(hers.getByText(keyPair.fingerprint)).toBeVisible();
    expect(await login(edge, keyPair)).toBe("refused");
    await hers.getByRole("button", { name: "Confirm" }).click();
    await expect(rowOf(hers, "Joan’s laptop")).toContainText(joan.name);
    expect(await timeUntil("opened", edge, keyPair)).not.toBe(Infinity);
  });

  await test.step("deleting her tells what stops, closes the node’s door and ends her session", async () => {
    await page.goto("/admin/people/users");
    await page.getByRole("button", { name: `Actions for ${joan.name}` }).click();
    await page.getByRole("menuitem", { name: "Delete" }).click();
    const dialog = page.getByRole("dialog", { name: `Delete ${joan.name}?` });
    await expect(dialog.getByText("1 session in the browser")).toBeVisible();
    await expect(dialog.getByText("SSH key Joan’s laptop in Edge: suspended")).toBeVisible();
    const answer = answerTo(page, "DELETE", "/v1/users/");
    await dialog.getByRole("button", { name: "Delete" }).click();
    expect((await answer).status()).toBe(204);
    const took = await timeUntil("refused", edge, keyPair);
    console.log(`the door was closed ${took.toFixed(0)} ms after the server answered`);
    expect(took).not.toBe(Infinity);
    await expect(hers.getByRole("dialog", { name: "Sign in again" })).toBeVisible();
  });

  await test.step("the key stays, closed, for somebody to decide", async () => {
    await page.goto("/");
    await page.getByRole("button", { name: /^Project: / }).click();
    await page.getByRole("menuitem", { name: "Edge" }).click();
    await page.getByRole("link", { name: "Project Settings" }).click();
    await expect(rowOf(page, "Joan’s laptop")).toContainText("Suspended with its owner");
  });
  await hers.context().close();
});

test("a viewer sees the keys, and is given no way to add one", async ({ page, browser, keyPair }) => {
  const link = await createUser(page, viewer);
  await giveRoleInEdge(page, viewer.name, "Project Viewer");

  const theirs = await anotherBrowser(browser);
  await activateAndSignIn(theirs, link, viewer.emailId);
  await expect(theirs.getByText("No SSH keys yet")).toBeVisible();
  await expect(theirs.getByRole("button", { name: "Add New SSH Key" })).toHaveCount(0);
  const project = new URL(theirs.url()).pathname.split("/")[2] ?? "";
  const refused = await theirs.request.post(keysPath, {
    headers: { ...origin, ProjectUid: project },
    data: { metadata: { name: "Mine" }, spec: { publicKey: keyPair.publicKey } },
  });
  expect(refused.status()).toBe(403);
  expect(await login(nodeOf("Edge"), keyPair)).toBe("refused");
  await theirs.context().close();
});
