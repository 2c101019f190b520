import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { Db } from "@/mocks/db";
import { aTeam, aUser } from "@/mocks/people";
import { open } from "@/mocks/render";

describe("Teams", () => {
  it("are created with members, and shown with them", async () => {
    const db = new Db();
    db.users = [aUser("Grace", "Hopper"), aUser("Joan", "Clarke")];
    const { user } = open(db, "/admin/people/teams");
    expect(await screen.findByText("No teams yet")).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Create team" }));
    await user.type(screen.getByRole("textbox", { name: "Name" }), "On-call");
    await user.click(await screen.findByRole("checkbox", { name: "Grace Hopper" }));
    await user.click(screen.getByRole("button", { name: "Confirm" }));
    await user.click(await screen.findByRole("link", { name: "On-call" }));
    expect(await screen.findByRole("link", { name: "Grace Hopper" })).toBeInTheDocument();
    expect(screen.queryByRole("link", { name: "Joan Clarke" })).not.toBeInTheDocument();
  });

  it("tell before they go what their members lose", async () => {
    const db = new Db();
    const grace = aUser("Grace", "Hopper");
    db.users = [grace];
    db.teams = [aTeam("On-call", [grace])];
    const { user } = open(db, "/admin/people/teams");
    await user.click(await screen.findByRole("button", { name: "Actions for On-call" }));
    await user.click(await screen.findByRole("menuitem", { name: "Delete" }));
    const dialog = within(await screen.findByRole("dialog"));
    expect(dialog.getByText("Grace Hopper")).toBeInTheDocument();
    expect(dialog.getByText(/SSH keys they own there are suspended/)).toBeInTheDocument();
    await user.click(dialog.getByRole("button", { name: "Delete" }));
    expect(await screen.findByText("No teams yet")).toBeInTheDocument();
  });
});
