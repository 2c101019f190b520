import { answerTo, expect, keysPath, rowOf, signIn, test } from "./console";
import { nodeOf } from "./demo";
import { login, openSession, timeUntil } from "./ssh";

const aSecond = 1_000;

test("a key added in the browser opens its project's node and no other, until it is deleted", async ({
  page,
  keyPair,
}) => {
  const edge = nodeOf("Edge");

  await test.step("sign in and go to the SSH keys of Edge", async () => {
    await page.goto("/");
    await signIn(page);
    await page.getByRole("button", { name: /^Project: / }).click();
    await page.getByRole("menuitem", { name: "Edge" }).click();
    await page.getByRole("link", { name: "Project Settings" }).click();
    await expect(page.getByRole("tab", { name: "SSH Keys" })).toBeVisible();
    expect(await login(edge, keyPair)).toBe("refused");
  });

  await test.step("Add New SSH Key", async () => {
    await page.getByRole("button", { name: "Add New SSH Key" }).click();
    const dialog = page.getByRole("dialog", { name: "Add Key" });
    await dialog.getByRole("textbox", { name: "Name" }).fill("Story");
    await dialog.getByRole("textbox", { name: "SSH Key", exact: true }).fill(keyPair.publicKey);
    await expect(dialog.getByText(keyPair.fingerprint)).toBeVisible();
    await expect(dialog.getByText("Ed25519, 256 bits")).toBeVisible();
    const answer = answerTo(page, "POST", keysPath);
    await dialog.getByRole("button", { name: "Confirm" }).click();
    expect((await answer).status()).toBe(201);
    expect(await timeUntil("opened", edge, keyPair)).toBeLessThan(aSecond);
    expect(await login(nodeOf("Default"), keyPair)).toBe("refused");
    const row = rowOf(page, "Story");
    await expect(row.getByText("1 of 1 node")).toBeVisible();
  });

  await test.step("Edit: another name, and an expiry", async () => {
    await page.getByRole("button", { name: "Actions for Story" }).click();
    await page.getByRole("menuitem", { name: "Edit" }).click();
    const dialog = page.getByRole("dialog", { name: "Edit Key" });
    await dialog.getByRole("textbox", { name: "Name" }).fill("Story, told again");
    await dialog.getByRole("button", { name: "30 days" }).click();
    await dialog.getByRole("button", { name: "Confirm" }).click();
    const row = rowOf(page, "Story, told again");
    await expect(row.getByText("in 30 days")).toBeVisible();
    await expect(row.getByText("1 of 1 node")).toBeVisible();
    expect(await login(edge, keyPair)).toBe("opened");
  });

  await test.step("Delete closes the door and leaves the open session alone", async () => {
    const session = openSession(edge, keyPair);
    expect(await session.echo("before")).toBe("before");
    await page.getByRole("button", { name: "Actions for Story, told again" }).click();
    await page.getByRole("menuitem", { name: "Delete" }).click();
    const dialog = page.getByRole("dialog", { name: "Delete SSH key “Story, told again”?" });
    await expect(dialog.getByText(edge.cluster)).toBeVisible();
    await expect(dialog.getByText("Sessions that are already open go on until they end.")).toBeVisible();
    const answer = answerTo(page, "DELETE", keysPath);
    await dialog.getByRole("button", { name: "Delete" }).click();
    expect((await answer).status()).toBe(204);
    expect(await timeUntil("refused", edge, keyPair)).toBeLessThan(aSecond);
    expect(await session.echo("after")).toBe("after");
    session.end();
    await expect(page.getByText("Story, told again", { exact: true })).toBeHidden();
    await expect(page.locator("#main")).toBeFocused();
  });
});
