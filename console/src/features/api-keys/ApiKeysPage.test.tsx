import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { Db } from "@/mocks/db";
import { aUser } from "@/mocks/people";
import { open } from "@/mocks/render";
import { anApiKey } from "@/mocks/settings";

const page = "/admin/settings/api-keys";

function aHouse() {
  const db = new Db();
  const grace = aUser("Grace", "Hopper");
  db.users = [grace];
  const { uid } = grace.user.metadata;
  db.apiKeys = [
    anApiKey("pipeline", { uid, firstName: "Grace", lastName: "Hopper" }),
    anApiKey("mine", { uid: db.me.uid, firstName: "Ada", lastName: "Lovelace" }),
  ];
  return db;
}

async function choose(user: ReturnType<typeof open>["user"], row: string, action: string) {
  await user.click(await screen.findByRole("button", { name: `Actions for ${row}` }));
  await user.click(await screen.findByRole("menuitem", { name: action }));
  return within(await screen.findByRole("dialog"));
}

describe("API keys", () => {
  it("are everybody's, with whose they are and when and from where they were used", async () => {
    const db = aHouse();
    Object.assign(db.apiKeys[0]!.status, {
      lastUsed: new Date(Date.now() - 3 * 3_600_000).toISOString(),
      lastUsedFrom: "192.0.2.9",
    });
    open(db, page);
    const row = await screen.findByRole("row", { name: /pipeline/ });
    expect(row).toHaveTextContent(/Grace Hopper.*Active.*3 hours ago from 192.0.2.9/);
    expect(screen.getByRole("row", { name: /mine.*Ada Lovelace.*Never/ })).toBeInTheDocument();
  });

  it("are created for a user, and their value is shown once", async () => {
    const db = aHouse();
    const { user } = open(db, page);
    await user.click(await screen.findByRole("button", { name: "Create API key" }));
    await user.type(screen.getByRole("textbox", { name: "Name" }), "backup");
    await screen.findByRole("option", { name: /Grace Hopper/ });
    await user.selectOptions(
      screen.getByRole("combobox", { name: "User" }),
      "Grace Hopper (grace@example.com)",
    );
    await user.click(screen.getByRole("button", { name: "Confirm" }));
    expect(await screen.findByText("ghk_shownOnce")).toBeInTheDocument();
    await user.click(screen.getAllByRole("button", { name: "Close" }).at(-1)!);
    expect(screen.queryByText("ghk_shownOnce")).not.toBeInTheDocument();
    expect(await screen.findByRole("row", { name: /backup.*Grace Hopper/ })).toBeInTheDocument();
  });

  it("are revoked and re-activated, renamed and deleted", async () => {
    const { user } = open(aHouse(), page);
    const revoke = await choose(user, "pipeline", "Revoke");
    await user.click(revoke.getByRole("button", { name: "Revoke" }));
    expect(await screen.findByRole("row", { name: /pipeline.*Inactive/ })).toBeInTheDocument();
    const again = await choose(user, "pipeline", "Re-activate");
    await user.click(again.getByRole("button", { name: "Re-activate" }));
    expect(await screen.findByRole("row", { name: /pipeline.*Active/ })).toBeInTheDocument();
    const edit = await choose(user, "pipeline", "Edit");
    await user.type(edit.getByRole("textbox", { name: "Name" }), " 2");
    await user.click(edit.getByRole("button", { name: "Confirm" }));
    const gone = await choose(user, "pipeline 2", "Delete");
    await user.click(gone.getByRole("button", { name: "Delete" }));
    expect(await screen.findByText("1 API key")).toBeInTheDocument();
  });

  it("of others are only looked at by whoever may do no more; their own they manage", async () => {
    const db = aHouse();
    db.me.tenantPermissions = ["apiKey.list"];
    const { user } = open(db, page);
    await screen.findByRole("button", { name: "Actions for mine" });
    expect(screen.queryByRole("button", { name: "Actions for pipeline" })).not.toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Create API key" }));
    expect(screen.queryByRole("combobox", { name: "User" })).not.toBeInTheDocument();
    expect(screen.getByText(/The key is yours/)).toBeInTheDocument();
  });
});
