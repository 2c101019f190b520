import { screen, waitFor, within } from "@testing-library/react";
import { http } from "msw";
import { describe, expect, it } from "vitest";
import { Db } from "@/mocks/db";
import { aTeam, aUser } from "@/mocks/people";
import { refuse } from "@/mocks/refuse";
import { open } from "@/mocks/render";
import { mockServer } from "@/mocks/server";

function aHouse() {
  const db = new Db();
  const grace = aUser("Grace", "Hopper");
  db.users = [grace, aUser("Joan", "Clarke", "deactivated")];
  db.teams = [aTeam("On-call", [grace])];
  return db;
}

async function choose(user: ReturnType<typeof open>["user"], row: string, action: string) {
  await user.click(await screen.findByRole("button", { name: `Actions for ${row}` }));
  await user.click(await screen.findByRole("menuitem", { name: action }));
  return within(await screen.findByRole("dialog"));
}

describe("The users", () => {
  it("are listed with their state and teams, and filtered", async () => {
    const { user } = open(aHouse(), "/admin/people/users");
    const grace = await screen.findByRole("row", { name: /Grace Hopper/ });
    expect(within(grace).getByText("On-call")).toBeInTheDocument();
    expect(within(grace).getByText("Active")).toBeInTheDocument();
    await user.type(screen.getByRole("textbox", { name: "Filter users" }), "deactivated");
    expect(await screen.findByText("1 of 2 users")).toBeInTheDocument();
    expect(screen.queryByRole("row", { name: /Grace Hopper/ })).not.toBeInTheDocument();
  });

  it("get a link that is shown once when they are created", async () => {
    const { user, bodies } = open(aHouse(), "/admin/people/users");
    await user.click(await screen.findByRole("button", { name: "Create user" }));
    await user.type(screen.getByRole("textbox", { name: "First name" }), "Katherine");
    await user.type(screen.getByRole("textbox", { name: "E-mail" }), "katherine@example.com");
    await user.click(await screen.findByRole("checkbox", { name: "On-call" }));
    await user.click(screen.getByRole("button", { name: "Confirm" }));
    expect(await screen.findByText("https://gatehouse.example.com/activate/once")).toBeInTheDocument();
    const sent = bodies.map(
      (body) => (body === "" ? {} : JSON.parse(body)) as { spec?: { teams?: string[] } },
    );
    expect(sent.some(({ spec }) => spec?.teams?.length === 1)).toBe(true);
    await user.click(screen.getAllByRole("button", { name: "Close" }).at(-1)!);
    expect(screen.queryByText(/activate\/once/)).not.toBeInTheDocument();
    expect(await screen.findByRole("row", { name: /Katherine.*Invited/ })).toBeInTheDocument();
  });

  it("are told to look into their mail where the link was sent there", async () => {
    const db = aHouse();
    db.sendsMail = true;
    const { user } = open(db, "/admin/people/users");
    await user.click(await screen.findByRole("button", { name: "Create user" }));
    await user.type(screen.getByRole("textbox", { name: "E-mail" }), "new@example.com");
    await user.click(screen.getByRole("button", { name: "Confirm" }));
    expect(await screen.findByText(/was sent by mail/)).toBeInTheDocument();
  });

  it("are refused at the field when the address is taken", async () => {
    const { user } = open(aHouse(), "/admin/people/users");
    await user.click(await screen.findByRole("button", { name: "Create user" }));
    const field = screen.getByRole("textbox", { name: "E-mail" });
    await user.type(field, "grace@example.com");
    await user.click(screen.getByRole("button", { name: "Confirm" }));
    await waitFor(() => expect(field).toHaveAttribute("aria-invalid", "true"));
    expect(screen.getByText("There is a user with this address already.")).toBeInTheDocument();
  });

  it("are deactivated only after what stops working was told", async () => {
    const db = aHouse();
    db.belongings = {
      sessions: 2,
      apiKeys: [{ uid: "a", name: "pipeline" }],
      sshKeys: [
        {
          uid: "k",
          name: "laptop",
          fingerprint: "SHA256:x",
          project: { uid: "p", name: "Edge" },
          suspended: false,
        },
        { uid: "o", name: "old one", fingerprint: "SHA256:y", project: null, suspended: true },
      ],
    };
    const { user } = open(db, "/admin/people/users");
    const dialog = await choose(user, "Grace Hopper", "Deactivate");
    expect(await dialog.findByText(/2 sessions/)).toBeInTheDocument();
    expect(dialog.getByText("pipeline")).toBeInTheDocument();
    expect(dialog.getByText(/in Edge/)).toHaveTextContent(
      "SSH key laptop in Edge: suspended, it opens no node",
    );
    expect(dialog.queryByText("old one")).not.toBeInTheDocument();
    await user.click(dialog.getByRole("button", { name: "Deactivate" }));
    expect(await screen.findByRole("row", { name: /Grace Hopper.*Deactivated/ })).toBeInTheDocument();
  });

  it("get a link for a new password, which is shown once", async () => {
    const { user, requests } = open(aHouse(), "/admin/people/users");
    const dialog = await choose(user, "Grace Hopper", "Make a password link");
    expect(requests.some(({ url }) => url.endsWith("/password/link"))).toBe(false);
    await user.click(dialog.getByRole("button", { name: "Make link" }));
    expect(await screen.findByText("https://gatehouse.example.com/reset-password/once")).toBeInTheDocument();
    expect(screen.getByRole("dialog", { name: "A password link for Grace Hopper" })).toBeInTheDocument();
    await user.click(screen.getAllByRole("button", { name: "Close" }).at(-1)!);
    expect(screen.queryByText(/reset-password\/once/)).not.toBeInTheDocument();
  });

  it("get no link from who holds less, who is told so", async () => {
    const { user } = open(aHouse(), "/admin/people/users");
    const refused = () => refuse(403, "They hold more than you do.", { rule: "MORE_THAN_HELD" });
    mockServer.use(http.post("/v1/users/:uid/password/link", refused));
    const dialog = await choose(user, "Grace Hopper", "Make a password link");
    await user.click(dialog.getByRole("button", { name: "Make link" }));
    expect(await dialog.findByText("They hold more than you do.")).toBeInTheDocument();
  });

  it("come back without their keys, and are told so", async () => {
    const { user } = open(aHouse(), "/admin/people/users");
    const dialog = await choose(user, "Joan Clarke", "Re-activate");
    expect(dialog.getByText(/stay closed until somebody resumes/)).toBeInTheDocument();
    await user.click(dialog.getByRole("button", { name: "Re-activate" }));
    expect(await screen.findByRole("row", { name: /Joan Clarke.*Active/ })).toBeInTheDocument();
  });

  it("are only looked at by whoever may do no more", async () => {
    const db = aHouse();
    db.me.tenantPermissions = ["user.list", "user.get"];
    open(db, "/admin");
    expect(await screen.findByRole("row", { name: /Grace Hopper/ })).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: "Create user" })).not.toBeInTheDocument();
    expect(screen.queryByRole("button", { name: /^Actions for/ })).not.toBeInTheDocument();
    expect(screen.queryByRole("link", { name: "Teams" })).not.toBeInTheDocument();
  });
});
