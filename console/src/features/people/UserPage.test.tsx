import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { Db } from "@/mocks/db";
import { aTeam, aUser, builtInRoles } from "@/mocks/people";
import { open } from "@/mocks/render";

const [tenantAdmin, projectAdmin, projectViewer] = builtInRoles.map(({ metadata }) => metadata.uid) as [
  string,
  string,
  string,
];

/** Grace is in a team that views Edge; Payments is a project she has nothing to do with. */
function aHouse() {
  const db = new Db();
  const edge = db.addProject("Edge").project.metadata.uid;
  db.addProject("Payments");
  const grace = aUser("Grace", "Hopper");
  db.users = [grace];
  const onCall = aTeam("On-call", [grace]);
  onCall.projects = { [edge]: [projectViewer] };
  db.teams = [onCall];
  return {
    db,
    edge,
    grace,
    onCall,
    at: (tab: string) => `/admin/people/users/${grace.user.metadata.uid}?tab=${tab}`,
  };
}

describe("A user’s roles", () => {
  it("say through which team they are inherited", async () => {
    const { db, at } = aHouse();
    open(db, at("project-roles"));
    const row = await screen.findByRole("row", { name: /Edge/ });
    expect(await within(row).findByText("Project Viewer, through team On-call")).toBeInTheDocument();
  });

  it("are given in the projects that were chosen, and others stay", async () => {
    const { db, grace, edge, at } = aHouse();
    grace.projects = { [edge]: [projectAdmin] };
    const { user } = open(db, at("project-roles"));
    await user.click(await screen.findByRole("button", { name: "New Role" }));
    const dialog = within(await screen.findByRole("dialog", { name: "New Role" }));
    expect(dialog.queryByRole("checkbox", { name: "Edge" })).not.toBeInTheDocument();
    await user.click(await dialog.findByRole("checkbox", { name: "Payments" }));
    expect(dialog.queryByRole("checkbox", { name: "Tenant Admin" })).not.toBeInTheDocument();
    await user.click(await dialog.findByRole("checkbox", { name: "Project Viewer" }));
    await user.click(dialog.getByRole("button", { name: "Confirm" }));
    const row = await screen.findByRole("row", { name: /Payments/ });
    expect(within(row).getByText("Project Viewer")).toBeInTheDocument();
    expect(grace.projects[edge]).toEqual([projectAdmin]);
  });

  it("that are more than the giver holds are refused at the field", async () => {
    const { db, at } = aHouse();
    db.mostHeld =
      "nobody gives more than they hold: Tenant Admin holds user.list; ask a tenant administrator";
    const { user } = open(db, at("tenant-roles"));
    await user.click((await screen.findAllByRole("button", { name: "New Role" }))[0]!);
    await user.click(await screen.findByRole("checkbox", { name: "Tenant Admin" }));
    await user.click(screen.getByRole("button", { name: "Confirm" }));
    const group = await screen.findByRole("group", { name: /Roles/ });
    expect(await within(group).findByText(/Nobody gives more than they hold/)).toBeInTheDocument();
  });

  it("tell what goes with the last one in a project", async () => {
    const { db, grace, onCall, edge, at } = aHouse();
    onCall.projects = {};
    grace.projects = { [edge]: [projectAdmin] };
    const ours = { uid: edge, name: "Edge" };
    const key = { fingerprint: "SHA256:x", suspended: false };
    db.belongings = {
      sessions: 1,
      apiKeys: [],
      sshKeys: [
        { ...key, uid: "a", name: "laptop", project: ours },
        { ...key, uid: "b", name: "elsewhere", project: { uid: "other", name: "Payments" } },
      ],
    };
    const { user } = open(db, at("project-roles"));
    await user.click(await screen.findByRole("button", { name: "Actions for Edge" }));
    await user.click(await screen.findByRole("menuitem", { name: "Remove" }));
    const dialog = within(await screen.findByRole("dialog"));
    expect(await dialog.findByText(/their last role in Edge/)).toBeInTheDocument();
    expect(await dialog.findByText("laptop")).toBeInTheDocument();
    expect(dialog.queryByText("elsewhere")).not.toBeInTheDocument();
    await user.click(dialog.getByRole("button", { name: "Remove" }));
    await waitFor(() => expect(grace.projects).toEqual({}));
  });

  it("that are left in a project are named instead", async () => {
    const { db, grace, edge, at } = aHouse();
    grace.projects = { [edge]: [projectAdmin] };
    const { user } = open(db, at("project-roles"));
    await user.click(await screen.findByRole("button", { name: "Actions for Edge" }));
    await user.click(await screen.findByRole("menuitem", { name: "Remove" }));
    expect(await screen.findByText(/What they still hold there.*Project Viewer/)).toBeInTheDocument();
    expect(screen.queryByText(/their last role/)).not.toBeInTheDocument();
  });

  it("are taken in the tenant one by one", async () => {
    const { db, grace, at } = aHouse();
    grace.user.spec.roles = [
      { uid: tenantAdmin, name: "Tenant Admin" },
      { uid: projectViewer, name: "Project Viewer" },
    ];
    const { user } = open(db, at("tenant-roles"));
    await user.click(await screen.findByRole("button", { name: "Actions for Tenant Admin" }));
    await user.click(await screen.findByRole("menuitem", { name: "Remove" }));
    await user.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Remove" }));
    await waitFor(() => expect(grace.user.spec.roles.map(({ uid }) => uid)).toEqual([projectViewer]));
  });

  it("answer why they may do something, and why not", async () => {
    const { db, grace, edge, at } = aHouse();
    grace.projects = { [edge]: [projectAdmin] };
    const { user } = open(db, at("access"));
    expect(await screen.findByText("No role in the tenant holds sshKey.create.")).toBeInTheDocument();
    expect(screen.getByText("No")).toBeInTheDocument();
    await user.selectOptions(await screen.findByRole("combobox", { name: "Where" }), "In Edge");
    expect(await screen.findByText("Project Admin in Edge holds sshKey.create.")).toBeInTheDocument();
    expect(screen.getByText("Yes")).toBeInTheDocument();
    await user.selectOptions(screen.getByRole("combobox", { name: "May they" }), "See a cluster");
    expect(await screen.findByText(/does not give this/)).toBeInTheDocument();
  });

  it("of nobody are not found", async () => {
    open(aHouse().db, "/admin/people/users/nobody");
    expect(await screen.findByRole("heading", { name: "Not found" })).toBeInTheDocument();
  });
});
