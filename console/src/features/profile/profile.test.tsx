import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { Db, aKey } from "@/mocks/db";
import { aSession, firefox } from "@/mocks/profile";
import { anApiKey } from "@/mocks/settings";
import { open } from "@/mocks/render";
import { sampleKeys } from "@/mocks/sampleKeys";

const chrome =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36";

function signedInTwice() {
  const db = new Db();
  db.sessions = [
    aSession(firefox, { isCurrent: true }),
    aSession(chrome, { address: "203.0.113.9" }),
    aSession("curl/8.14.1", { kind: "api" }),
  ];
  return db;
}

describe("My Profile", () => {
  it("is everybody's, also who may do nothing, and is reached from the user menu", async () => {
    const db = new Db();
    db.addProject("Default");
    db.projectPermissions = [];
    db.me.tenantPermissions = [];
    const { user } = open(db, "/");
    await user.click(await screen.findByRole("button", { name: "User menu of Ada Lovelace" }));
    await user.click(screen.getByRole("menuitem", { name: "My Profile" }));
    expect(await screen.findByRole("heading", { level: 1, name: "My Profile" })).toBeInTheDocument();
    expect(await screen.findByRole("button", { name: "Change password" })).toBeInTheDocument();
    const tabs = within(screen.getByRole("navigation", { name: "My Profile" }));
    const names = tabs.getAllByRole("tab").map(({ textContent }) => textContent);
    expect(names).toEqual(["Password", "Sessions", "My API Keys", "My SSH Keys"]);
  });

  it("is reached by who belongs to no project yet", async () => {
    const db = new Db();
    db.me.tenantPermissions = [];
    const { user } = open(db, "/");
    await user.click(await screen.findByRole("link", { name: "your profile" }));
    expect(await screen.findByRole("heading", { level: 1, name: "My Profile" })).toBeInTheDocument();
  });

  it("leads back to the projects", async () => {
    const db = new Db();
    db.addProject("Edge");
    const { user } = open(db, "/my");
    await user.click(await screen.findByRole("button", { name: "Projects" }));
    await user.click(screen.getByRole("menuitem", { name: "Edge" }));
    expect(await screen.findByRole("button", { name: "Project: Edge" })).toBeInTheDocument();
  });
});

describe("the own password", () => {
  async function fill(db: Db, current: string, wanted: string, again = wanted) {
    const opened = open(db, "/my/profile/password");
    await opened.user.type(await screen.findByLabelText(/^Current password/), current);
    await opened.user.type(screen.getByLabelText(/^New password(?! again)/), wanted);
    await opened.user.type(screen.getByLabelText(/^New password again/), again);
    await opened.user.click(screen.getByRole("button", { name: "Change password" }));
    return opened;
  }

  it("is changed, and the other sessions end", async () => {
    const db = signedInTwice();
    await fill(db, "old password", "correct horse battery");
    expect(await screen.findByText("Your password was changed")).toBeInTheDocument();
    expect(db.sessions).toHaveLength(1);
    expect(screen.getByLabelText(/^Current password/)).toHaveValue("");
  });

  it("is not asked of the server where the two new ones differ", async () => {
    const { requests } = await fill(new Db(), "old password", "correct horse", "correct mouse");
    expect(await screen.findByText("The two passwords differ.")).toBeInTheDocument();
    expect(requests.filter(({ method }) => method === "PATCH")).toEqual([]);
  });

  it.each([
    ["wrong", "correct horse battery", /^Current password/, /^This is not your present password/],
    ["old password", "short", /^New password(?! again)/, /^A password needs at least 8 characters/],
  ])("has refusals at the field they are about: %s, %s", async (current, wanted, field, message) => {
    await fill(new Db(), current, wanted);
    await waitFor(() => expect(screen.getByLabelText(field)).toHaveAccessibleDescription(message));
  });
});

describe("the own sessions", () => {
  it("are told by browser and address, and this one is marked and has no End", async () => {
    open(signedInTwice(), "/my/profile/sessions");
    const mine = (await screen.findByText("Firefox 140 on Linux")).closest("tr");
    expect(within(mine as HTMLElement).getByText("This session")).toBeInTheDocument();
    expect(within(mine as HTMLElement).queryByRole("button", { name: /^Actions/ })).not.toBeInTheDocument();
    const other = screen.getByText("Chrome 141 on Windows").closest("tr");
    expect(within(other as HTMLElement).getByText("203.0.113.9")).toBeInTheDocument();
  });

  it("end one by one", async () => {
    const db = signedInTwice();
    const { user } = open(db, "/my/profile/sessions");
    await user.click(
      await screen.findByRole("button", { name: "Actions for Chrome 141 on Windows at 203.0.113.9" }),
    );
    await user.click(await screen.findByRole("menuitem", { name: "End" }));
    await user.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "End" }));
    await waitFor(() => expect(screen.queryByText("Chrome 141 on Windows")).not.toBeInTheDocument());
    expect(db.sessions.map(({ agent }) => agent)).toEqual([firefox, "curl/8.14.1"]);
  });

  it("end all but this one, also where one has ended meanwhile", async () => {
    const db = signedInTwice();
    const { user } = open(db, "/my/profile/sessions");
    await user.click(await screen.findByRole("button", { name: "End all others" }));
    db.sessions.splice(1, 1);
    const dialog = within(await screen.findByRole("dialog"));
    await user.click(dialog.getByRole("button", { name: "End all others" }));
    expect(await screen.findByText("Your other sessions were ended")).toBeInTheDocument();
    expect(db.sessions.map(({ agent }) => agent)).toEqual([firefox]);
  });
});

describe("the own API keys", () => {
  it("are created with an end, and their value is shown once", async () => {
    const db = new Db();
    const { user } = open(db, "/my/profile/api-keys");
    expect(await screen.findByText("No API keys yet")).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Create API key" }));
    expect(screen.queryByRole("button", { name: "Never" })).not.toBeInTheDocument();
    await user.type(screen.getByRole("textbox", { name: "Name" }), "pipeline");
    await user.click(screen.getByRole("button", { name: "30 days" }));
    await user.click(screen.getByRole("button", { name: "Confirm" }));
    expect(await screen.findByText("ghk_shownOnce")).toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Copy the API key" })).toBeInTheDocument();
    const days = (Date.parse(db.apiKeys[0]?.spec.expiry ?? "") - Date.now()) / 86_400_000;
    expect(Math.round(days)).toBe(30);
    await user.click(within(screen.getByRole("dialog")).getAllByText("Close").at(-1) as HTMLElement);
    expect(screen.queryByText("ghk_shownOnce")).not.toBeInTheDocument();
  });

  it("are shown without those of others, and with their last use", async () => {
    const db = new Db();
    db.apiKeys = [
      anApiKey(
        "mine",
        { uid: db.me.uid, firstName: "", lastName: "" },
        { lastUsed: new Date().toISOString(), lastUsedFrom: "203.0.113.9" },
      ),
      anApiKey("theirs", { uid: "somebody else", firstName: "", lastName: "" }),
    ];
    open(db, "/my/profile/api-keys");
    const row = (await screen.findByText("mine")).closest("tr") as HTMLElement;
    expect(within(row).getByText(/from 203\.0\.113\.9/)).toBeInTheDocument();
    expect(screen.queryByText("theirs")).not.toBeInTheDocument();
  });

  it("are renamed, revoked, re-activated and deleted", async () => {
    const db = new Db();
    const key = anApiKey("mine", { uid: db.me.uid, firstName: "", lastName: "" });
    const { expiry } = key.spec;
    db.apiKeys = [key];
    const { user } = open(db, "/my/profile/api-keys");
    const choose = async (name: string, action: string) => {
      await user.click(await screen.findByRole("button", { name: `Actions for ${name}` }));
      await user.click(await screen.findByRole("menuitem", { name: action }));
      return within(await screen.findByRole("dialog"));
    };
    const edit = await choose("mine", "Edit");
    await user.type(edit.getByRole("textbox", { name: "Name" }), " too");
    await user.click(edit.getByRole("button", { name: "Confirm" }));
    expect(await screen.findByText("mine too")).toBeInTheDocument();
    expect(db.apiKeys[0]?.spec.expiry).toBe(expiry);

    const revoke = await choose("mine too", "Revoke");
    await user.click(revoke.getByRole("button", { name: "Revoke" }));
    expect(await screen.findByText("Revoked")).toBeInTheDocument();
    await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());

    const again = await choose("mine too", "Re-activate");
    await user.click(again.getByRole("button", { name: "Re-activate" }));
    await waitFor(() => expect(screen.queryByText("Revoked")).not.toBeInTheDocument());
    await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());

    const remove = await choose("mine too", "Delete");
    await user.click(remove.getByRole("button", { name: "Delete" }));
    expect(await screen.findByText("No API keys yet")).toBeInTheDocument();
  });
});

describe("the own SSH keys", () => {
  it("are shown from every project, and lead to where they are edited", async () => {
    const db = new Db();
    const spec = { ownerUid: db.me.uid };
    const edge = db.addProject("Edge");
    edge.keys = [aKey("laptop", sampleKeys.ed25519, { spec }), aKey("pipeline", sampleKeys.rsa4096)];
    db.tenantKeys = [
      aKey("on call", sampleKeys.ed25519Tenant, { spec, status: { scope: "tenant", state: "suspended" } }),
    ];
    open(db, "/my/profile/ssh-keys");
    expect(await screen.findByText("laptop")).toBeInTheDocument();
    expect(screen.getByText("3 of 3 nodes")).toBeInTheDocument();
    expect(screen.getByText("Suspended")).toBeInTheDocument();
    expect(screen.queryByText("pipeline")).not.toBeInTheDocument();
    const { uid } = edge.project.metadata;
    expect(screen.getByRole("link", { name: "Edge" })).toHaveAttribute(
      "href",
      `/projects/${uid}/settings/ssh-keys?filter=laptop`,
    );
    expect(screen.getByRole("link", { name: "Every project" })).toHaveAttribute(
      "href",
      "/admin/settings/ssh-keys?filter=on%20call",
    );
  });
});
