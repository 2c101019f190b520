import AxeBuilder from "@axe-core/playwright";
import type { APIRequestContext, Page } from "@playwright/test";
import { scopeOf } from "@/access/route";
import { routes } from "@/app/routes";
import { doors } from "@/features/session/routes";
import { expect, keysPath, signInQuietly, test } from "./console";
import { demo } from "./demo";
import type { Place } from "./places";
import { addressOf } from "./places";
import { makeKeyPair } from "./ssh";

// Every page of the app's own table, with what opens on it, in light and in dark: axe finds nothing grave, and a
// picture of it is left in build/screenshots.
const pictures = new URL("../../build/screenshots/", import.meta.url).pathname;

test.describe.configure({ timeout: 180_000 });

const origin = { Origin: demo?.console ?? "" };

async function look(page: Page, name: string) {
  await expect(page.locator(".pf-v6-c-skeleton")).toHaveCount(0);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await expect(page.locator(":root.pf-v6-theme-dark")).toHaveCount(colorScheme === "dark" ? 1 : 0);
    // What fades would be judged by its half-way colours; a spinner never ends.
    await page.evaluate(() => {
      const fading = document
        .getAnimations()
        .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
      return Promise.allSettled(fading.map(({ finished }) => finished));
    });
    await page.screenshot({ path: `${pictures}${name}-${colorScheme}.png` });
    // Legacy: without a second page for each look, which only frames would need.
    const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] });
    const { violations } = await axe.analyze();
    const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
    const found = grave.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]);
    expect.soft(found, `${name} in ${colorScheme}`).toEqual([]);
  }
}

async function lookAtDoors(page: Page) {
  for (const { path } of doors) {
    await page.goto(path.replace(":token", "a-link"));
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await look(page, path.split("/")[1] ?? "");
  }

  await page.goto("/forgotten-password");
  await page.getByRole("textbox", { name: "E-mail" }).fill(`nobody-${Date.now()}@example.com`);
  await page.getByRole("button", { name: "Send a link" }).click();
  await expect(page.getByText("Look into your mail")).toBeVisible();
  await look(page, "forgotten-password-asked");

  // What no password of so young a house gets from the server.
  const expired = { code: "OperationForbidden", message: "", details: { rule: "PASSWORD_EXPIRED" } };
  await page.route("/v1/auth/session", (route) => route.fulfill({ status: 403, json: expired }));
  await page.goto("/sign-in");
  await page.getByRole("textbox", { name: "E-mail" }).fill("grace@example.com");
  await page.getByRole("textbox", { name: "Password" }).fill("last year’s");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("Your password has expired")).toBeVisible();
  await look(page, "expired-password");
}

async function lookAtPages(page: Page, { project, parameters }: Place, suffix: string) {
  for (const { section, path, title } of routes) {
    if (suffix !== "" && scopeOf[section] !== "project") continue; // all else has one state only
    const address = addressOf({ section, path }, { project, parameters });
    if (address === undefined) continue; // nothing of the kind exists in this place
    await page.goto(address);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page, `${path} is a page`).not.toHaveTitle(/^Not found/);
    await look(page, `${scopeOf[section]}-${title.toLowerCase().replaceAll(" ", "-")}${suffix}`);
  }
}

async function create(request: APIRequestContext, path: string, data: object, project?: string) {
  const headers = project === undefined ? origin : { ...origin, ProjectUid: project };
  const answer = await request.post(path, { headers, data });
  expect(answer.status()).toBe(201);
  return ((await answer.json()) as { uid: string }).uid;
}

/** The uid of what is called so: found, or created by `data`. */
async function findOrCreate(
  request: APIRequestContext,
  path: string,
  isIt: (item: NamedItem) => boolean,
  data: object,
) {
  const listed = await request.get(`${path}?limit=0`, { headers: origin });
  const { items } = (await listed.json()) as { items: NamedItem[] };
  return items.find(isIt)?.metadata.uid ?? (await create(request, path, data));
}

interface NamedItem {
  metadata: { uid: string; name: string };
  spec: { emailId?: string };
}

/** Somebody with a role of their own in the project, and one through a team. */
async function people(request: APIRequestContext, project: string) {
  const user = await findOrCreate(request, "/v1/users", ({ spec }) => spec.emailId === "grace@example.com", {
    spec: { firstName: "Grace", lastName: "Hopper", emailId: "grace@example.com" },
  });
  const team = await findOrCreate(request, "/v1/teams", ({ metadata }) => metadata.name === "On-call", {
    metadata: { name: "On-call" },
    spec: { users: [user] },
  });
  for (const [holder, role] of [
    [`users/${user}`, "project-admin"],
    [`teams/${team}`, "project-viewer"],
  ] as const) {
    const data = { projects: [{ projectUid: project, roles: [role] }] };
    await request.put(`/v1/${holder}/projects`, { headers: origin, data });
  }
  await findOrCreate(request, "/v1/roles", ({ metadata }) => metadata.name === "Key keeper", {
    metadata: { name: "Key keeper" },
    spec: { scope: "project", permissions: ["sshKey.list", "sshKey.create", "macro.get"] },
  });
  return { user, team };
}

/** The project Edge of the demo, with its cluster, a few keys and people. */
async function filledPlace(request: APIRequestContext): Promise<Place> {
  const projects = await signInQuietly(request);
  const project = projects.find(({ name }) => name === "Edge")?.uid ?? "";
  const day = 86_400_000;
  for (const [name, limits] of [
    ["Ada’s laptop", {}],
    ["Deploy pipeline", { expiry: new Date(Date.now() + 4 * day).toISOString(), from: ["192.0.2.0/24"] }],
    ["Grace", { expiry: new Date(Date.now() + 78 * day).toISOString() }],
  ] as const) {
    const pair = makeKeyPair(`${name.split(" ")[0]}@example`);
    await create(
      request,
      keysPath,
      { metadata: { name }, spec: { publicKey: pair.publicKey, ...limits } },
      project,
    );
    pair.remove();
  }
  const clusters = await request.get("/v1/clusters", { headers: { ...origin, ProjectUid: project } });
  const { items } = (await clusters.json()) as { items: { metadata: { uid: string } }[] };
  const cluster = items[0]?.metadata.uid ?? "";
  return { project, parameters: { cluster, ...(await people(request, project)) } };
}

test("the doors and every page of a filled house are for everybody", async ({ page }) => {
  await lookAtDoors(page);
  await lookAtPages(page, await filledPlace(page.request), "");
});

test("every page of an empty project is for everybody", async ({ page }) => {
  await signInQuietly(page.request);
  const project = await create(page.request, "/v1/projects", { metadata: { name: "Nothing yet" } });
  await lookAtPages(page, { project, parameters: { cluster: "" } }, "-empty");
  await page.goto(`/projects/${project}/no-such-page`);
  await expect(page).toHaveTitle(/^Not found/);
  await look(page, "not-found");
  await page.request.delete(`/v1/projects/${project}`, { headers: origin });
});

test("every dialog is for everybody", async ({ page, keyPair }) => {
  const { project, parameters } = await filledPlace(page.request);
  const button = (name: string | RegExp) => page.getByRole("button", { name }).first();
  const choose = async (row: string, action: string) => {
    await button(`Actions for ${row}`).click();
    await page.getByRole("menuitem", { name: action }).click();
  };
  const lookAndClose = async (name: string) => {
    await expect(page.getByRole("dialog")).toBeVisible();
    await look(page, name);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toBeHidden();
  };

  await page.goto(`/projects/${project}/settings/ssh-keys`);
  await button("Add New SSH Key").click();
  const field = page.getByRole("textbox", { name: "SSH Key", exact: true });
  await field.fill("not a key");
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await look(page, "add-key-refused");
  await page.getByRole("textbox", { name: "Name" }).fill("Lab laptop");
  await field.fill(keyPair.publicKey);
  await expect(page.getByText(keyPair.fingerprint)).toBeVisible();
  await look(page, "add-key");
  await button("Limit where the key works").click();
  await lookAndClose("add-key-limits");
  await button("Add New SSH Key").click();
  await page.getByRole("textbox", { name: "Name" }).fill("Ada’s new laptop");
  await button("Generate one here").click();
  await look(page, "generate-key");
  await button("Generate and download").click();
  await expect(page.getByText("id_ed25519_ada-s-new-laptop", { exact: true })).toBeVisible();
  await button("Confirm").click();
  await expect(page.getByText(/^Save the private key first/)).toBeVisible();
  await lookAndClose("generated-key");
  await choose("Grace", "Edit");
  await lookAndClose("edit-key");
  await choose("Grace", "Delete");
  await lookAndClose("delete-key");

  await page.goto(`/projects/${project}/clusters`);
  await button("Create cluster").click();
  await lookAndClose("create-cluster");
  await choose("edge-cluster", "Edit");
  await lookAndClose("edit-cluster");
  await choose("edge-cluster", "Delete");
  await button("Delete").click();
  await expect(page.getByText("Nodes stand in the way")).toBeVisible();
  await lookAndClose("delete-cluster");

  await page.goto(`/projects/${project}/clusters/${parameters.cluster}`);
  await button("Add node").click();
  await expect(page.getByText(/gatehouse-agent enroll/)).toBeVisible();
  await lookAndClose("add-node");
  await button(/^Connect to/).click();
  await lookAndClose("connect");
  await button(/^Actions for (?!edge-cluster)/).click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
  await lookAndClose("remove-node");

  await page.goto(`/projects/${project}/audits`);
  await button(/^Details: Register an SSH key/).click();
  await expect(page.getByRole("table", { name: "What changed" })).toBeVisible();
  await lookAndClose("audit-details");

  await page.goto("/admin/projects");
  await button("Create project").click();
  await lookAndClose("create-project");
  await choose("Edge", "Delete");
  await lookAndClose("delete-project");

  await page.goto("/admin/people/users");
  await button("Create user").click();
  await lookAndClose("create-user");
  await choose("Grace Hopper", "Make a password link");
  await button("Make link").click();
  await expect(page.getByRole("dialog", { name: "A password link for Grace Hopper" })).toBeVisible();
  await lookAndClose("password-link");
  await choose("Grace Hopper", "Deactivate");
  await lookAndClose("deactivate-user");
  await page.goto(`/admin/people/users/${parameters.user}`);
  await button("New Role").click();
  await lookAndClose("new-role");
  await choose("Edge", "Remove");
  await lookAndClose("remove-roles");
  for (const tab of ["Tenant Roles", "Teams", "Why may they …?"]) {
    await page.getByRole("tab", { name: tab }).click();
    await look(page, `user-${tab.toLowerCase().replaceAll(/\W+/g, "-")}`);
  }
  await page.goto("/admin/people/teams");
  await button("Create team").click();
  await lookAndClose("create-team");
  await choose("On-call", "Delete");
  await lookAndClose("delete-team");

  await page.goto("/admin/roles/project");
  await button("Create project role").click();
  await button("Permissions of Cluster").click();
  await lookAndClose("create-role");
  await choose("Key keeper", "View");
  await lookAndClose("view-role");
});

test("the chosen theme is kept, whatever the system says", async ({ page }) => {
  await signInQuietly(page.request);
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto("/");
  await page.getByRole("button", { name: "Theme: Like the system" }).click();
  await page.getByRole("menuitem", { name: "Dark" }).click();
  const dark = page.locator(":root.pf-v6-theme-dark");
  await expect(dark).toHaveCount(1);
  await page.reload();
  await expect(page.getByRole("heading", { name: "Clusters" })).toBeVisible();
  await expect(dark).toHaveCount(1);
});
