import { deleteKey, enter, expect, keysPath, rowOf, signIn, test } from "./console";
import { demo } from "./demo";

test("what somebody else adds appears without a reload", async ({ page, keyPair }) => {
  const project = await enter(page, "Edge");
  const added = await page.request.post(keysPath, {
    headers: { Origin: demo?.console ?? "", ProjectUid: project },
    data: { metadata: { name: "From elsewhere" }, spec: { publicKey: keyPair.publicKey } },
  });
  expect(added.status()).toBe(201);
  await expect(rowOf(page, "From elsewhere")).toBeVisible({ timeout: 3_000 });
  await deleteKey(page, "From elsewhere");
});

test("a pasted private key never leaves the browser", async ({ page, keyPair }) => {
  await enter(page, "Edge");
  const sent: string[] = [];
  page.on("request", (request) => sent.push(`${request.url()} ${request.postData() ?? ""}`));
  await page.getByRole("button", { name: "Add New SSH Key" }).click();
  const field = page.getByRole("textbox", { name: "SSH Key", exact: true });
  await field.fill(keyPair.privateKey);
  await expect(
    page.getByText("That was a private key. It was not sent, and the field was cleared"),
  ).toBeVisible();
  await expect(page.getByText(/must be treated as exposed/)).toBeVisible();
  await expect(field).toHaveValue("");
  await page.getByRole("button", { name: "Confirm" }).click();
  await page.waitForTimeout(1_500);
  const middle = keyPair.privateKey.split("\n")[2] ?? "";
  expect(sent.filter((line) => line.includes("PRIVATE") || line.includes(middle))).toEqual([]);
});

test("a session's end asks for the password and loses nothing", async ({ page, keyPair }) => {
  await enter(page, "Edge");
  await page.getByRole("button", { name: "Add New SSH Key" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Kept");
  await page.getByRole("textbox", { name: "SSH Key", exact: true }).fill(keyPair.publicKey);
  await expect(page.getByText(keyPair.fingerprint)).toBeVisible();
  await page.context().clearCookies({ name: "__Host-gatehouse" });
  const again = page.getByRole("dialog", { name: "Sign in again" });
  await expect(again).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await expect(again).toBeVisible();
  await again.getByRole("textbox", { name: "Password" }).fill(demo?.password ?? "");
  await again.getByRole("button", { name: "Sign in" }).click();
  await expect(again).toBeHidden();
  await expect(page.getByRole("textbox", { name: "Name" })).toHaveValue("Kept");
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(rowOf(page, "Kept")).toBeVisible();
  await deleteKey(page, "Kept");
});

test("whoever is not signed in is led back to the page after the door", async ({ page }) => {
  await page.goto("/admin/projects?sort=-name");
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await signIn(page);
  await expect(page.getByRole("heading", { name: "Projects" })).toBeVisible();
  expect(new URL(page.url()).search).toBe("?sort=-name");
});
