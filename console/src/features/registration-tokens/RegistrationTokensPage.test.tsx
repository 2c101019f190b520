import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { Db } from "@/mocks/db";
import { open } from "@/mocks/render";
import { aToken } from "@/mocks/settings";

const page = "/admin/settings/registration-tokens";

function aHouse() {
  const db = new Db();
  db.addProject("Edge");
  db.tokens = [aToken("Shops")];
  return db;
}

async function choose(user: ReturnType<typeof open>["user"], row: string, action: string) {
  await user.click(await screen.findByRole("button", { name: `Actions for ${row}` }));
  await user.click(await screen.findByRole("menuitem", { name: action }));
  return within(await screen.findByRole("dialog"));
}

describe("Registration tokens", () => {
  it("keep their values to themselves until somebody asks, and copy them unseen", async () => {
    const db = aHouse();
    const value = db.tokens[0]!.spec.token;
    const { user } = open(db, page);
    await screen.findByRole("row", { name: /Shops/ });
    expect(screen.queryByText(value)).not.toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Copy the value of Shops" }));
    expect(await navigator.clipboard.readText()).toBe(value);
    expect(screen.queryByText(value)).not.toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Show the value of Shops" }));
    expect(screen.getByText(value)).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Hide the value of Shops" }));
    expect(screen.queryByText(value)).not.toBeInTheDocument();
  });

  it("are created for one project, with an end", async () => {
    const db = aHouse();
    const { user } = open(db, page);
    await user.click(await screen.findByRole("button", { name: "Create registration token" }));
    await user.type(screen.getByRole("textbox", { name: "Name" }), "Lab");
    await user.selectOptions(screen.getByRole("combobox", { name: "Project" }), "Edge");
    expect(screen.queryByRole("button", { name: "Never" })).not.toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "90 days" }));
    await user.click(screen.getByRole("button", { name: "Confirm" }));
    expect(await screen.findByRole("row", { name: /Lab.*Edge.*Active.*in 3 months/ })).toBeInTheDocument();
  });

  it("keep what an edit does not touch, to the second", async () => {
    const db = aHouse();
    const [token] = db.tokens;
    token!.metadata.annotations = { description: "For the shops" };
    const { expiry } = token!.spec;
    const { user } = open(db, page);
    const dialog = await choose(user, "Shops", "Edit");
    const name = dialog.getByRole("textbox", { name: "Name" });
    await user.clear(name);
    await user.type(name, "Stores");
    await user.click(dialog.getByRole("button", { name: "Confirm" }));
    expect(await screen.findByRole("row", { name: /Stores/ })).toBeInTheDocument();
    expect(token!.metadata.annotations).toEqual({ description: "For the shops" });
    expect(token!.spec.expiry).toBe(expiry);
  });

  it("are switched off and on again, and deleted", async () => {
    const { user } = open(aHouse(), page);
    const off = await choose(user, "Shops", "Switch off");
    expect(off.getByText(/Nodes that joined with it stay/)).toBeInTheDocument();
    await user.click(off.getByRole("button", { name: "Switch off" }));
    expect(await screen.findByRole("row", { name: /Shops.*Inactive/ })).toBeInTheDocument();
    const on = await choose(user, "Shops", "Switch on");
    await user.click(on.getByRole("button", { name: "Switch on" }));
    expect(await screen.findByRole("row", { name: /Shops.*Active/ })).toBeInTheDocument();
    const gone = await choose(user, "Shops", "Delete");
    await user.click(gone.getByRole("button", { name: "Delete" }));
    expect(await screen.findByRole("heading", { name: "No registration tokens yet" })).toBeInTheDocument();
  });

  it("are only looked at by whoever may do no more", async () => {
    const db = aHouse();
    db.me.tenantPermissions = ["edgeToken.list"];
    open(db, page);
    expect(await screen.findByRole("row", { name: /Shops/ })).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: "Create registration token" })).not.toBeInTheDocument();
    expect(screen.queryByRole("button", { name: /^Actions for/ })).not.toBeInTheDocument();
  });
});
