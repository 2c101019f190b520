import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { Db } from "@/mocks/db";
import { aRole, aUser } from "@/mocks/people";
import { open } from "@/mocks/render";

function aHouse() {
  const db = new Db();
  db.roles.unshift(aRole("Key keeper", "project", ["sshKey.list", "macro.get"]));
  return db;
}

async function choose(user: ReturnType<typeof open>["user"], row: string, action: string) {
  await user.click(await screen.findByRole("button", { name: `Actions for ${row}` }));
  await user.click(await screen.findByRole("menuitem", { name: action }));
  return within(await screen.findByRole("dialog"));
}

describe("Roles", () => {
  it("stand under their scope, with what of them means something here", async () => {
    open(aHouse(), "/admin/roles/project");
    const keeper = await screen.findByRole("row", { name: /Key keeper/ });
    expect(await within(keeper).findByText("and 1 kept for Palette")).toBeInTheDocument();
    const admin = screen.getByRole("row", { name: /Project Admin/ });
    expect(within(admin).getByText("Built in")).toBeInTheDocument();
    expect(screen.queryByText("Tenant Admin", { selector: "td *" })).not.toBeInTheDocument();
  });

  it("are made of permissions, a whole group at once or one by one", async () => {
    const db = aHouse();
    const { user } = open(db, "/admin/roles/project");
    await user.click(await screen.findByRole("button", { name: "Create project role" }));
    await user.type(screen.getByRole("textbox", { name: "Name" }), "Deployer");
    await user.click(await screen.findByRole("checkbox", { name: "SSH Key (0 of 2)" }));
    await user.click(screen.getByRole("button", { name: "Permissions of SSH Key" }));
    const create = screen.getByRole("checkbox", { name: "sshKey.create" });
    expect(create).toBeChecked();
    expect(screen.getByText("Register SSH keys")).toBeInTheDocument();
    await user.click(create);
    expect(screen.getByRole("checkbox", { name: "SSH Key (1 of 2)" })).not.toBeChecked();
    await user.click(screen.getByRole("button", { name: "Permissions of Cluster" }));
    expect(screen.getByRole("checkbox", { name: "cluster.import" })).toHaveAccessibleDescription(
      "Kept for Palette, no effect here",
    );
    await user.click(screen.getByRole("checkbox", { name: "cluster.import" }));
    const kept = within(screen.getByRole("group", { name: "Kept for Palette, no effect here" }));
    expect(kept.getByRole("checkbox", { name: "Macro (0 of 1)" })).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Confirm" }));
    expect(await screen.findByRole("row", { name: /Deployer/ })).toBeInTheDocument();
    expect(db.roles[0]?.spec.permissions).toEqual(["sshKey.list", "cluster.import"]);
  });

  it("that are built in are looked at and cloned, never edited", async () => {
    const { user } = open(aHouse(), "/admin/roles/tenant");
    await user.click(await screen.findByRole("button", { name: "Actions for Tenant Admin" }));
    expect(screen.queryByRole("menuitem", { name: "Edit" })).not.toBeInTheDocument();
    expect(screen.queryByRole("menuitem", { name: "Delete" })).not.toBeInTheDocument();
    await user.click(screen.getByRole("menuitem", { name: "Clone" }));
    expect(await screen.findByRole("textbox", { name: "Name" })).toHaveValue("Copy of Tenant Admin");
    await user.click(screen.getByRole("button", { name: "Confirm" }));
    expect(await screen.findByRole("row", { name: /Copy of Tenant Admin/ })).toBeInTheDocument();
  });

  it("that somebody holds are not deleted: their holders are named", async () => {
    const db = aHouse();
    const grace = aUser("Grace", "Hopper");
    grace.user.spec.roles = [{ uid: db.roles[0]!.metadata.uid, name: "Key keeper" }];
    db.users = [grace];
    const { user } = open(db, "/admin/roles/project");
    const dialog = await choose(user, "Key keeper", "Delete");
    await user.click(dialog.getByRole("button", { name: "Delete" }));
    expect(await dialog.findByText("grace@example.com")).toBeInTheDocument();
    expect(dialog.getByText("The role was not deleted")).toBeInTheDocument();
  });

  it("say what their holders may do", async () => {
    const { user } = open(aHouse(), "/admin/roles/project");
    await user.click(await screen.findByRole("button", { name: "Key keeper" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Key keeper" }));
    expect(dialog.getByText(/List SSH keys/)).toBeInTheDocument();
    expect(dialog.queryByText(/Register SSH keys/)).not.toBeInTheDocument();
    expect(dialog.getByText("macro.get")).toBeInTheDocument();
  });
});
