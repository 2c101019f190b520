import { screen, waitFor, within } from "@testing-library/react";
import { HttpResponse, http } from "msw";
import { describe, expect, it } from "vitest";
import { Db, anEvent } from "@/mocks/db";
import { open } from "@/mocks/render";
import { mockServer } from "@/mocks/server";

const hostile = "<img src=x onerror=alert(1)>";

function aWorld() {
  const db = new Db();
  const { project } = db.addProject("Edge");
  const { uid, name } = project.metadata;
  db.audits = [
    anEvent(
      "laptop",
      { project: { uid, name }, actionType: "update", actionMsg: "Edit an SSH key" },
      { before: { name: "old", logins: [] }, after: { name: "laptop", logins: ["ops", "deploy"] } },
    ),
    anEvent("", { outcome: "denied", resource: { kind: "cluster", uid: "", name: "" } }),
    anEvent(hostile, {
      actor: { actorType: "user", user: { uid: "", emailId: `${hostile}@example.com` }, serviceName: null },
    }),
  ];
  return { db, project };
}

async function openTrail(search = "") {
  const world = aWorld();
  const console = open(world.db, `/admin/audits${search}`);
  await screen.findByRole("table", { name: "Events" });
  return { ...world, ...console };
}

const lastList = (requests: Request[]) =>
  requests.filter(({ url }) => new URL(url).pathname === "/v1/audits").at(-1)!;

describe("the audit logs", () => {
  it("tell who did what to what, and what was denied", async () => {
    await openTrail();
    const row = screen.getByText("laptop").closest("tr")!;
    expect(within(row).getByText("ada@example.com")).toBeInTheDocument();
    expect(within(row).getByText("Edit an SSH key")).toBeInTheDocument();
    expect(within(row).getByText("Edge")).toBeInTheDocument();
    expect(screen.getAllByText("Denied", { selector: "table *" })).toHaveLength(1);
    expect(screen.getByText("3 events")).toBeInTheDocument();
  });

  it("show a project its own events only", async () => {
    const { db, project } = aWorld();
    open(db, `/projects/${project.metadata.uid}/audits`);
    expect(await screen.findByText("1 event")).toBeInTheDocument();
  });

  it("are filtered by the server, and the filter stands in the address", async () => {
    const { user, requests } = await openTrail();
    await user.selectOptions(screen.getByLabelText("Outcome"), "Denied");
    expect(await screen.findByText("1 event")).toBeInTheDocument();
    expect(window.location.search).toBe("?outcome=denied");
    expect(new URL(lastList(requests).url).search).toBe("?outcome=denied");
    const file = screen.getByRole("link", { name: "Export CSV" });
    expect(file).toHaveAttribute("href", "/v1/audits/export?outcome=denied&format=csv");
    const lines = screen.getByRole("link", { name: "Export JSON Lines" });
    expect(lines).toHaveAttribute("href", "/v1/audits/export?outcome=denied&format=jsonl");
    await user.click(screen.getByRole("button", { name: "Clear all filters" }));
    expect(await screen.findByText("3 events")).toBeInTheDocument();
  });

  it("find an address once it was typed whole", async () => {
    const { user } = await openTrail();
    await user.type(screen.getByLabelText("Who"), "nobody@example.com{Enter}");
    expect(await screen.findByText("No event matches.")).toBeInTheDocument();
    expect(window.location.search).toBe("?actor=nobody%40example.com");
  });

  it("ask for a time window in UTC, and say it in the reader's time", async () => {
    const { requests } = await openTrail("?from=2030-01-02T03:04:00.000Z");
    expect(new URL(lastList(requests).url).searchParams.get("startTime")).toBe("2030-01-02T03:04:00.000Z");
    const shown = screen.getByLabelText<HTMLInputElement>("From").value;
    expect(new Date(shown).toISOString()).toBe("2030-01-02T03:04:00.000Z");
  });

  it("have pages with an address of their own", async () => {
    const { db } = aWorld();
    db.audits = Array.from({ length: 51 }, (_, number) => anEvent(`key ${number}`));
    const { user, requests } = open(db, "/admin/audits");
    await screen.findByText("key 0");
    await user.click(screen.getByRole("button", { name: "Go to next page" }));
    expect(await screen.findByText("key 50")).toBeInTheDocument();
    expect(window.location.search).toBe("?page=2");
    expect(new URL(lastList(requests).url).search).toBe("?offset=50");
  });

  it("tell of one event what changed, by which right and from where", async () => {
    const { user, db } = await openTrail();
    await user.click(screen.getByRole("button", { name: "Details: Edit an SSH key, laptop" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Edit an SSH key" }));
    expect(await dialog.findByText("Tenant Admin in the tenant holds sshKey.create")).toBeInTheDocument();
    expect(dialog.getByText("198.51.100.7")).toBeInTheDocument();
    expect(dialog.getByText("3f2a")).toBeInTheDocument();
    const change = dialog.getByRole("row", { name: "name old laptop" });
    expect(change).toBeInTheDocument();
    expect(dialog.getByRole("row", { name: "logins None ops, deploy" })).toBeInTheDocument();
    expect(window.location.search).toBe(`?event=${db.audits[0]!.metadata.uid}`);
    await user.click(dialog.getByRole("button", { name: "All events about it" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
    expect(await screen.findByText("1 event")).toBeInTheDocument();
  });

  it("tell through which team a role gave the right, and where it was given", async () => {
    const { db } = aWorld();
    const event = anEvent("laptop", { project: { uid: "p", name: "Edge" } });
    event.spec.decision = {
      allowed: true,
      reason: "",
      permission: "sshKey.create",
      projectUid: "p",
      role: { uid: "project-admin", name: "Project Admin" },
      givenIn: "p",
      team: { uid: "t", name: "On-call" },
    };
    db.audits = [event];
    const { user } = open(db, "/admin/audits");
    await user.click(await screen.findByRole("button", { name: /^Details/ }));
    expect(await screen.findByText("Project Admin")).toBeInTheDocument();
    expect(screen.getByText("On-call").closest("dd")).toHaveTextContent(
      "Project Admin given in Edge through team On-call: it holds sshKey.create",
    );
  });

  it("show what others wrote as text", async () => {
    await openTrail();
    expect(screen.getByText(hostile)).toBeInTheDocument();
    expect(screen.getByText(`${hostile}@example.com`)).toBeInTheDocument();
    expect(document.querySelector("img")).toBeNull();
  });

  it("say what will be here while nothing has happened", async () => {
    const { db } = aWorld();
    db.audits = [];
    open(db, "/admin/audits");
    expect(await screen.findByText("No events yet")).toBeInTheDocument();
  });

  it("say what was wrong when they could not be read", async () => {
    const { db } = aWorld();
    open(db, "/admin/audits?from=yesterday");
    mockServer.use(
      http.get("/v1/audits", () =>
        HttpResponse.json({ code: "InvalidRequest", message: "That is not a time." }, { status: 400 }),
      ),
    );
    expect(await screen.findByText("The events could not be read")).toBeInTheDocument();
    expect(screen.getByText("That is not a time.")).toBeInTheDocument();
  });
});
