import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { Db, aCluster, aNode } from "@/mocks/db";
import { ahead } from "@/mocks/meta";
import { clustersOf, open } from "@/mocks/render";

function aWorld() {
  const db = new Db();
  const edge = db.addProject("Edge");
  const cluster = aCluster("edge-eu", {
    spec: { logins: ["ops", "deploy"] },
    nodes: { total: 2, connected: 1, current: 1 },
  });
  edge.clusters = [cluster];
  edge.nodes = [
    aNode("one", cluster, { spec: { addresses: ["192.0.2.7"], port: 2222 } }),
    aNode("two", cluster, {
      spec: { missingLogins: ["deploy"] },
      status: {
        state: "offline",
        revision: 38,
        current: false,
        leaseEnd: ahead(86_400_000),
        problem: "It is broken.",
      },
    }),
  ];
  return { db, edge };
}

describe("the clusters of a project", () => {
  it("tell what needs attention", async () => {
    const { db, edge } = aWorld();
    open(db, clustersOf(edge));
    const row = (await screen.findByRole("link", { name: "edge-eu" })).closest("tr")!;
    expect(within(row).getByText("1 of 2")).toBeInTheDocument();
    expect(within(row).getByText("1 offline")).toBeInTheDocument();
    expect(within(row).getByText("7 days")).toBeInTheDocument();
  });

  it("are created with the lease that their environment suggests", async () => {
    const { db, edge } = aWorld();
    const { user } = open(db, clustersOf(edge));
    await user.click(await screen.findByRole("button", { name: "Create cluster" }));
    const dialog = within(screen.getByRole("dialog", { name: "Create cluster" }));
    await user.type(dialog.getByRole("textbox", { name: /^Name/ }), "lab");
    await user.click(dialog.getByRole("radio", { name: "Data center" }));
    await user.click(dialog.getByRole("button", { name: "Confirm" }));
    expect(await dialog.findByText("Give at least one.")).toBeInTheDocument();
    await user.type(dialog.getByRole("textbox", { name: /^Logins/ }), "ops{Enter}");
    await user.click(dialog.getByRole("button", { name: "Confirm" }));
    await waitFor(() => expect(edge.clusters).toHaveLength(2));
    expect(edge.clusters[1]).toMatchObject({
      metadata: { name: "lab" },
      spec: { environment: "data-center", logins: ["ops"], leaseSeconds: 259_200 },
    });
  });

  it("are deleted by force only after the nodes in the way were named", async () => {
    const { db, edge } = aWorld();
    const { user } = open(db, clustersOf(edge));
    await user.click(await screen.findByRole("button", { name: "Actions for edge-eu" }));
    await user.click(screen.getByRole("menuitem", { name: "Delete" }));
    const dialog = within(screen.getByRole("dialog"));
    await user.click(dialog.getByRole("button", { name: "Delete" }));
    expect(await dialog.findByText("Nodes stand in the way")).toBeInTheDocument();
    expect(dialog.getByText(/one in edge-eu/)).toBeInTheDocument();
    expect(edge.clusters).toHaveLength(1);
    await user.click(dialog.getByRole("button", { name: "Delete by force" }));
    expect(await screen.findByText("No clusters yet")).toBeInTheDocument();
  });
});

describe("a cluster's page", () => {
  async function openPage() {
    const world = aWorld();
    const console = open(world.db, `${clustersOf(world.edge)}/${world.edge.clusters[0]!.metadata.uid}`);
    await screen.findByText("one");
    return { ...world, ...console };
  }

  it("tells of each node the revision in force and what is wrong", async () => {
    await openPage();
    expect(screen.getByText("38 of 41")).toBeInTheDocument();
    expect(screen.getByText("It is broken.")).toBeInTheDocument();
    expect(screen.getByText(/There is no account deploy on this node/)).toBeInTheDocument();
  });

  it("shows the exact ssh command and the known_hosts line", async () => {
    const { user, edge } = await openPage();
    await user.click(screen.getByRole("button", { name: "Connect to one" }));
    const dialog = within(screen.getByRole("dialog", { name: "Connect to one" }));
    const command = dialog.getByLabelText("the ssh command");
    expect(command).toHaveTextContent(
      "ssh -p 2222 -o UserKnownHostsFile=~/.ssh/known_hosts_gatehouse ops@192.0.2.7",
    );
    expect(dialog.getByLabelText("the command that saves the host keys")).toHaveTextContent(
      edge.nodes[0]!.status.knownHosts[0]!,
    );
    await user.selectOptions(dialog.getByLabelText("Login"), "deploy");
    expect(command).toHaveTextContent("deploy@192.0.2.7");
  });

  it("makes one token for one click on Add node, and waits for the node", async () => {
    const { user, requests, db, edge } = await openPage();
    await user.click(screen.getByRole("button", { name: "Add node" }));
    const dialog = within(screen.getByRole("dialog"));
    expect(await dialog.findByText(/^gatehouse-agent enroll --server/)).toBeInTheDocument();
    expect(dialog.getByText("Waiting for the node…")).toBeInTheDocument();
    edge.nodes.push(aNode("three", edge.clusters[0]!));
    db.version += 1;
    expect(await dialog.findByText("three", undefined, { timeout: 4_000 })).toBeInTheDocument();
    expect(requests.filter(({ url }) => url.endsWith("/enrolment"))).toHaveLength(1);
  });
});
