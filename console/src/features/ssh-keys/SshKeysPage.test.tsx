import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { Db, aCluster, aKey, aNode } from "@/mocks/db";
import { ahead } from "@/mocks/meta";
import { keysOf, open } from "@/mocks/render";
import { sampleKeys } from "@/mocks/sampleKeys";

function names(): string[] {
  const [, ...rows] = screen.getAllByRole("row");
  return rows.map((row) => within(row).getAllByRole("cell")[0]?.textContent ?? "");
}

function aWorld() {
  const db = new Db();
  const edge = db.addProject("Edge");
  edge.clusters = [
    aCluster("edge-eu", { nodes: { total: 3, connected: 3, current: 3 } }),
    aCluster("edge-us", { spec: { logins: ["deploy"] }, nodes: { total: 1, connected: 1, current: 1 } }),
  ];
  edge.nodes = edge.clusters.map((cluster) => aNode(`${cluster.metadata.name}-1`, cluster));
  edge.keys = [
    aKey("laptop", sampleKeys.ed25519, { created: "2030-01-02T00:00:00.000Z" }),
    aKey("backup", sampleKeys.rsa2048, { created: "2030-01-03T00:00:00.000Z", by: "Grace Hopper" }),
    aKey("pipeline", sampleKeys.ecdsa256, {
      spec: { logins: ["deploy"] },
      created: "2030-01-01T00:00:00.000Z",
    }),
  ];
  return { db, edge };
}

describe("the table of SSH keys", () => {
  it("keeps its order in the address", async () => {
    const { db, edge } = aWorld();
    const { user } = open(db, keysOf(edge));
    await user.click(await screen.findByRole("button", { name: "Name" }));
    expect(names()).toEqual(["backup", "laptop", expect.stringContaining("pipeline")]);
    await user.click(screen.getByRole("button", { name: "Added" }));
    expect(names()).toEqual([expect.stringContaining("pipeline"), "laptop", "backup"]);
    await user.click(screen.getByRole("button", { name: "Added" }));
    expect(names()).toEqual(["backup", "laptop", expect.stringContaining("pipeline")]);
    expect(window.location.search).toBe("?sort=-added");
  });

  it("takes its order and filter from the address", async () => {
    const { db, edge } = aWorld();
    open(db, `${keysOf(edge)}?filter=e&sort=-name`);
    await screen.findByRole("table");
    expect(names()).toEqual([expect.stringContaining("pipeline"), "laptop", "backup"]);
  });

  it("filters by what a person remembers of a key", async () => {
    const { db, edge } = aWorld();
    const { user } = open(db, keysOf(edge));
    const filter = await screen.findByRole("textbox", { name: "Filter SSH keys" });
    await user.click(filter);
    await user.paste("grace");
    expect(names()).toEqual(["backup"]);
    expect(screen.getByText("1 of 3 SSH keys")).toBeInTheDocument();
    await user.clear(filter);
    await user.paste(sampleKeys.ed25519.fingerprint.slice(7, 20));
    expect(names()).toEqual(["laptop"]);
    await user.clear(filter);
    await user.paste("nobody");
    expect(screen.getByText("No SSH key matches the filter.")).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Clear the filter" }));
    expect(names()).toHaveLength(3);
  });

  it("explains an empty project and shows how to make a key pair", async () => {
    const db = new Db();
    const edge = db.addProject("Edge");
    const { user } = open(db, keysOf(edge));
    expect(await screen.findByRole("heading", { name: "No SSH keys yet" })).toBeInTheDocument();
    expect(screen.getByText("ssh-keygen -t rsa -b 4096")).toBeInTheDocument();
    expect(screen.getByText("ssh-keygen -t ed25519")).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Add New SSH Key" }));
    expect(screen.getByRole("dialog", { name: "Add Key" })).toBeInTheDocument();
  });

  it("asks for a decision about a key that is held after a restore, and lets it in once it is approved", async () => {
    const { db, edge } = aWorld();
    const held = "this key came back with an older state of the console: approve or delete it";
    edge.keys.push(
      aKey("old", sampleKeys.rsa4096, { status: { state: "held", held, inForce: { nodes: 0, of: 0 } } }),
    );
    const { user } = open(db, keysOf(edge));
    expect((await screen.findAllByTitle(held))[0]).toHaveTextContent("Held after a restore");
    expect(screen.getByText(/1 key held after a restore/)).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Actions for laptop" }));
    expect(screen.queryByRole("menuitem", { name: "Approve" })).not.toBeInTheDocument();
    await user.keyboard("{Escape}");

    await user.click(screen.getByRole("button", { name: "Actions for old" }));
    await user.click(screen.getByRole("menuitem", { name: "Approve" }));
    const dialog = screen.getByRole("dialog", { name: "Approve SSH key “old”?" });
    await user.click(within(dialog).getByRole("button", { name: "Approve" }));

    await waitFor(() => expect(screen.queryByText("Held after a restore")).not.toBeInTheDocument());
    expect(screen.queryByText(/held after a restore/)).not.toBeInTheDocument();
    expect(screen.getByText("“old” was approved")).toBeInTheDocument();
  });

  it("tells in the row and above the table which keys expire within 14 days", async () => {
    const { db, edge } = aWorld();
    const day = 86_400_000;
    const ending = (days: number) => ({ spec: { expiry: ahead(days * day) } });
    edge.keys.push(
      aKey("near", sampleKeys.rsa4096, ending(13)),
      aKey("far", sampleKeys.ed25519Second, ending(15)),
      aKey("over", sampleKeys.ed25519Third, { ...ending(-1), status: { state: "expired" } }),
    );
    open(db, keysOf(edge));
    expect(await screen.findByText(/1 key expires within 14 days: near$/)).toBeInTheDocument();
    expect(screen.getByRole("row", { name: /near.*Expires in 13 days/ })).toBeInTheDocument();
    expect(screen.getByRole("row", { name: /far.* in 15 days/ })).not.toHaveTextContent("Expires");
    expect(screen.getByRole("row", { name: /over.*Expired/ })).toBeInTheDocument();
  });

  it("says whose key was suspended, and lets it in again only when asked", async () => {
    const { db, edge } = aWorld();
    const owner = { uid: "g", name: "Grace Hopper", emailId: "grace@example.com" };
    const suspended = "suspended when its owner left: give it to another owner, or resume it";
    edge.keys.push(aKey("hers", sampleKeys.rsa4096, { status: { state: "suspended", suspended, owner } }));
    const { user } = open(db, keysOf(edge));
    const row = within((await screen.findByText("hers")).closest("tr")!);
    expect(row.getByText("Grace Hopper")).toBeInTheDocument();
    expect(row.getByText("Suspended with its owner").closest("[title]")).toHaveAttribute("title", suspended);
    await user.click(row.getByRole("button", { name: "Actions for hers" }));
    await user.click(screen.getByRole("menuitem", { name: "Resume" }));
    const dialog = within(screen.getByRole("dialog", { name: "Resume SSH key “hers”?" }));
    expect(dialog.getByText(/Suspended when its owner left/)).toBeInTheDocument();
    await user.click(dialog.getByRole("button", { name: "Resume" }));
    await waitFor(() => expect(screen.queryByText("Suspended with its owner")).not.toBeInTheDocument());
  });

  it("shows the tenant's keys in a project without a menu", async () => {
    const { db, edge } = aWorld();
    db.tenantKeys = [aKey("on-call", sampleKeys.ed25519Tenant, { status: { scope: "tenant" } })];
    open(db, keysOf(edge));
    const row = (await screen.findByText("on-call")).closest("tr")!;
    expect(within(row).getByText("Tenant")).toBeInTheDocument();
    expect(within(row).queryByRole("button", { name: /Actions/ })).not.toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Actions for laptop" })).toBeInTheDocument();
  });

  it("flags a compromised key, explains it in the table and in its form, and says that it still opens", async () => {
    const { db, edge } = aWorld();
    const foundAt = new Date().toISOString();
    const finding = {
      rule: "RSA_SHARED_PRIME",
      message: "its modulus has a prime in common with another",
      foundAt,
    };
    edge.keys.push(
      aKey("printer", sampleKeys.rsa4096, {
        status: { state: "compromised", findings: [finding], inForce: { nodes: 2, of: 2 } },
      }),
    );
    const { user } = open(db, keysOf(edge));
    const row = (await screen.findByText("printer")).closest("tr")!;
    expect(within(row).getByText("Compromised")).toBeInTheDocument();
    expect(within(row).getByText(/a prime in common with another/)).toBeInTheDocument();
    expect(within(row).getByText(/still opens until it is replaced/)).toBeInTheDocument();
    expect(within(row).getByTitle(/confirmed that this key opens them/)).toBeInTheDocument();
    expect(screen.getAllByText("Compromised")).toHaveLength(1);

    await user.click(screen.getByRole("button", { name: "Actions for printer" }));
    await user.click(screen.getByRole("menuitem", { name: "Edit" }));
    const dialog = within(screen.getByRole("dialog", { name: "Edit Key" }));
    expect(dialog.getByText("This key is compromised", { exact: false })).toBeInTheDocument();
    expect(dialog.getByText(/a prime in common with another/)).toBeInTheDocument();
  });

  it("offers nothing that the person may not do", async () => {
    const { db, edge } = aWorld();
    db.projectPermissions = ["sshKey.list", "sshKey.get", "cluster.list"];
    open(db, keysOf(edge));
    await screen.findByText("laptop");
    expect(screen.queryByRole("button", { name: "Add New SSH Key" })).not.toBeInTheDocument();
    expect(screen.queryByRole("button", { name: /Actions/ })).not.toBeInTheDocument();
  });

  it("shows what somebody else adds, and says to the server that nobody asked for it", async () => {
    const { db, edge } = aWorld();
    const { requests } = open(db, keysOf(edge));
    await screen.findByText("laptop");
    const before = requests.length;
    edge.keys.push(aKey("from elsewhere", sampleKeys.ed25519Second));
    db.version += 1;
    expect(await screen.findByText("from elsewhere", undefined, { timeout: 4_000 })).toBeInTheDocument();
    const since = requests.slice(before);
    expect(since.some(({ url }) => url.endsWith("/sshkeys"))).toBe(true);
    for (const request of since) expect(request.headers.get("X-Gatehouse-Background")).toBe("true");
    const first = requests.find(({ url }) => url.endsWith("/sshkeys"))!;
    expect(first.headers.get("X-Gatehouse-Background")).toBeNull();
  });
});

describe("deleting an SSH key", () => {
  it("names the clusters that close and says that open sessions go on", async () => {
    const { db, edge } = aWorld();
    const { user } = open(db, keysOf(edge));
    await user.click(await screen.findByRole("button", { name: "Actions for laptop" }));
    await user.click(screen.getByRole("menuitem", { name: "Delete" }));
    const dialog = screen.getByRole("dialog", { name: /Delete SSH key “laptop”\?/ });
    expect(await within(dialog).findByText("edge-eu")).toBeInTheDocument();
    expect(within(dialog).getByText("edge-us")).toBeInTheDocument();
    expect(within(dialog).getByText(/(3 nodes)/)).toBeInTheDocument();
    expect(
      within(dialog).getByText("Sessions that are already open go on until they end."),
    ).toBeInTheDocument();
    await user.click(within(dialog).getByRole("button", { name: "Delete" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
    expect(screen.queryByText("laptop")).not.toBeInTheDocument();
    expect(screen.getByText("“laptop” was deleted")).toBeInTheDocument();
  });

  it("names only the clusters that have one of its logins", async () => {
    const { db, edge } = aWorld();
    const { user } = open(db, keysOf(edge));
    await user.click(await screen.findByRole("button", { name: "Actions for pipeline" }));
    await user.click(screen.getByRole("menuitem", { name: "Delete" }));
    const dialog = screen.getByRole("dialog");
    expect(await within(dialog).findByText("edge-us")).toBeInTheDocument();
    expect(within(dialog).queryByText("edge-eu")).not.toBeInTheDocument();
  });

  it("says that a tenant's key closes every project", async () => {
    const { db } = aWorld();
    db.tenantKeys = [aKey("on-call", sampleKeys.ed25519Tenant, { status: { scope: "tenant" } })];
    const { user } = open(db, "/admin/settings/ssh-keys");
    await user.click(await screen.findByRole("button", { name: "Actions for on-call" }));
    await user.click(screen.getByRole("menuitem", { name: "Delete" }));
    expect(screen.getByText("all clusters of all projects")).toBeInTheDocument();
  });

  it("can be left with nothing deleted", async () => {
    const { db, edge } = aWorld();
    const { user } = open(db, keysOf(edge));
    await user.click(await screen.findByRole("button", { name: "Actions for laptop" }));
    await user.click(screen.getByRole("menuitem", { name: "Delete" }));
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
    expect(edge.keys).toHaveLength(3);
  });
});
