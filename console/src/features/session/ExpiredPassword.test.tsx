import { screen, waitFor, within } from "@testing-library/react";
import { http } from "msw";
import { describe, expect, it } from "vitest";
import { Db } from "@/mocks/db";
import { refuse } from "@/mocks/refuse";
import { keysOf, open } from "@/mocks/render";
import { mockServer } from "@/mocks/server";

/** Somebody on their way to a project's keys, who signs in with a password that has expired. */
async function signIn() {
  const db = new Db();
  db.signedIn = false;
  db.passwordExpired = true;
  const wanted = keysOf(db.addProject("Edge"));
  const opened = open(db, wanted);
  await opened.user.type(await screen.findByRole("textbox", { name: /E-mail/ }), "ada@example.com ");
  await opened.user.type(screen.getByLabelText(/^Password/), "last year's{Enter}");
  expect(await screen.findByText(/Your password has expired/)).toBeInTheDocument();
  return { ...opened, db, wanted };
}

async function choose(user: ReturnType<typeof open>["user"], wanted: string, again = wanted) {
  for (const [field, text] of [
    [screen.getByLabelText(/^New password(?! again)/), wanted],
    [screen.getByLabelText(/^New password again/), again],
  ] as const) {
    await user.clear(field);
    await user.type(field, text);
  }
  await user.click(screen.getByRole("button", { name: "Change password and sign in" }));
}

describe("a password that has expired", () => {
  it("is changed without being typed again, and the new one leads to where somebody was going", async () => {
    const { user, bodies, wanted } = await signIn();
    expect(screen.getByLabelText(/^New password(?! again)/)).toHaveFocus();
    await choose(user, "staple under water");
    expect(await screen.findByRole("heading", { name: "Project Settings" })).toBeInTheDocument();
    expect(window.location.pathname).toBe(wanted);
    const sent = bodies.filter((body) => body !== "").map((body) => JSON.parse(body) as object);
    const emailId = "ada@example.com";
    expect(sent).toContainEqual({
      emailId,
      currentPassword: "last year's",
      newPassword: "staple under water",
    });
    expect(sent).toContainEqual({ emailId, password: "staple under water" });
  });

  it("has refusals of the new one at its field, and is asked for twice", async () => {
    const { user } = await signIn();
    await choose(user, "short", "other");
    expect(await screen.findByText("The two passwords differ.")).toBeInTheDocument();
    await choose(user, "short");
    await waitFor(() =>
      expect(screen.getByLabelText(/^New password(?! again)/)).toHaveAccessibleDescription(
        /^A password needs at least 8 characters/,
      ),
    );
  });

  it("leads back to signing in, with nothing left of the old one", async () => {
    const { user } = await signIn();
    await user.click(screen.getByRole("button", { name: "Back to sign in" }));
    expect(screen.getByLabelText(/^Password/)).toHaveValue("");
  });

  it("leads back there when signing in with the new one fails", async () => {
    const { user } = await signIn();
    const tooMany = () => refuse(429, "Too many attempts.", undefined, { "Retry-After": "12" });
    mockServer.use(http.post("/v1/auth/session", tooMany, { once: true }));
    await choose(user, "staple under water");
    expect(await screen.findByText(/waits 12 seconds before the next one/)).toBeInTheDocument();
    expect(screen.getByLabelText(/^Password/)).toHaveValue("");
  });

  it("is changed over the work that the end of a session interrupted", async () => {
    const db = new Db();
    const { user } = open(db, keysOf(db.addProject("Edge")));
    await screen.findByRole("heading", { name: "Project Settings" });
    db.signedIn = false;
    db.passwordExpired = true;
    const again = within(await screen.findByRole("dialog", { name: "Sign in again" }, { timeout: 4_000 }));
    const forgotten = again.getByRole("link", { name: /^Forgotten your password/ });
    expect(forgotten).toHaveAttribute("target", "_blank");
    await user.type(again.getByLabelText(/^Password/), "last year's{Enter}");
    await again.findByText(/Your password has expired/);
    await choose(user, "staple under water");
    await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
    expect(screen.getByRole("heading", { name: "Project Settings" })).toBeInTheDocument();
  });
});
