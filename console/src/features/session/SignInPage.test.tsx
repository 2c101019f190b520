import { screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { Db } from "@/mocks/db";
import { keysOf, open } from "@/mocks/render";

function signedOut() {
  const db = new Db();
  db.signedIn = false;
  return { db, edge: db.addProject("Edge") };
}

describe("the sign-in page", () => {
  it("leads back to where somebody was going", async () => {
    const { db, edge } = signedOut();
    const { user } = open(db, `${keysOf(edge)}?sort=name`);
    await user.type(await screen.findByRole("textbox", { name: /E-mail/ }), "ada@example.com");
    await user.type(screen.getByLabelText(/^Password/), "correct horse{Enter}");
    expect(await screen.findByRole("heading", { name: "Project Settings" })).toBeInTheDocument();
    expect(window.location.pathname + window.location.search).toBe(`${keysOf(edge)}?sort=name`);
  });

  it("never leads to another site", async () => {
    const { db } = signedOut();
    const { user } = open(db, "/sign-in?to=//evil.example/");
    await user.type(await screen.findByRole("textbox", { name: /E-mail/ }), "ada@example.com");
    await user.type(screen.getByLabelText(/^Password/), "correct horse{Enter}");
    await waitFor(() => expect(window.location.pathname).toMatch(/^\/projects\//));
  });

  it("says that e-mail or password is wrong, and keeps the e-mail", async () => {
    const { db } = signedOut();
    const { user } = open(db, "/sign-in");
    await user.type(await screen.findByRole("textbox", { name: /E-mail/ }), "ada@example.com");
    await user.type(screen.getByLabelText(/^Password/), "wrong{Enter}");
    expect(await screen.findByText("The e-mail or the password is not right.")).toBeInTheDocument();
    expect(screen.getByRole("textbox", { name: /E-mail/ })).toHaveValue("ada@example.com");
    expect(screen.getByLabelText(/^Password/)).toHaveValue("");
    expect(screen.getByLabelText(/^Password/)).toHaveFocus();
  });

  it("tells how long to wait after too many attempts", async () => {
    const { db } = signedOut();
    db.refusals = 2;
    const { user } = open(db, "/sign-in");
    await user.type(await screen.findByRole("textbox", { name: /E-mail/ }), "ada@example.com");
    await user.type(screen.getByLabelText(/^Password/), "wrong{Enter}");
    expect(await screen.findByText(/waits 12 seconds before the next one/)).toBeInTheDocument();
    expect(screen.getByRole("button", { name: /Try again in 1\d s/ })).toBeDisabled();
  });

  it("leads to where a link is sent to who forgot the password, with the address that was typed", async () => {
    const { db } = signedOut();
    const { user } = open(db, "/sign-in");
    await user.type(await screen.findByRole("textbox", { name: /E-mail/ }), "ada@example.com");
    await user.click(screen.getByRole("link", { name: "Forgotten your password?" }));
    expect(await screen.findByRole("button", { name: "Send a link" })).toBeInTheDocument();
    expect(screen.getByRole("textbox", { name: /E-mail/ })).toHaveValue("ada@example.com");
    await user.click(screen.getByRole("link", { name: "Back to sign in" }));
    expect(await screen.findByRole("button", { name: "Sign in" })).toBeInTheDocument();
  });

  it("is where signing out leads", async () => {
    const db = new Db();
    db.addProject("Edge");
    const { user } = open(db, "/");
    await user.click(await screen.findByRole("button", { name: /User menu/ }));
    await user.click(screen.getByRole("menuitem", { name: "Sign out" }));
    expect(await screen.findByText("You are signed out.")).toBeInTheDocument();
    expect(db.signedIn).toBe(false);
  });
});
