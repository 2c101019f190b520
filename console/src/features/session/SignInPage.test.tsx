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

describe("the activation page", () => {
  it("sets the password and leads to the sign-in page", async () => {
    const { db } = signedOut();
    const { user } = open(db, "/activate/token");
    await user.type(await screen.findByLabelText(/^Password \*|^Password$/), "correct horse battery");
    await user.type(screen.getByLabelText(/^Password again/), "correct horse battery{Enter}");
    expect(await screen.findByText("Your password is set. Sign in with it.")).toBeInTheDocument();
  });

  it("asks for the same password twice, and shows the server's rule at the field", async () => {
    const { db } = signedOut();
    const { user } = open(db, "/activate/token");
    const [first, second] = await screen.findAllByLabelText(/^Password/);
    await user.type(first!, "short");
    await user.type(second!, "other{Enter}");
    expect(await screen.findByText("The two passwords differ.")).toBeInTheDocument();
    await user.clear(second!);
    await user.type(second!, "short{Enter}");
    expect(await screen.findByText("A password needs at least 12 characters.")).toBeInTheDocument();
  });

  it("says that a link was used already", async () => {
    const { db } = signedOut();
    const { user } = open(db, "/activate/old");
    const [first, second] = await screen.findAllByLabelText(/^Password/);
    await user.type(first!, "correct horse battery");
    await user.type(second!, "correct horse battery{Enter}");
    expect(await screen.findByText(/This link was used already/)).toBeInTheDocument();
  });
});
