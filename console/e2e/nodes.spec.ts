import type { APIRequestContext } from "@playwright/test";
import { enter, expect, keysPath, rowOf, test } from "./console";
import { demo } from "./demo";

const origin = { Origin: demo?.console ?? "" };
const never = "0001-01-01T00:00:00.000Z";

/** A node as the server knows one: it enrols and polls, but has no sshd. */
class PretendedNode {
  private held = { epoch: 0, revision: 0 };
  private readonly request: APIRequestContext;
  private readonly credential: string;

  private constructor(request: APIRequestContext, credential: string) {
    this.request = request;
    this.credential = credential;
  }

  static async enrol(request: APIRequestContext, token: string, cluster: string, hostKey: string) {
    const report = {
      name: "till-1",
      hostKeys: [hostKey],
      addresses: ["192.0.2.7"],
      port: 22,
      logins: ["ops"],
    };
    const versions = { sshdVersion: "OpenSSH_9.2p1", agentVersion: "0.1.0" };
    const answer = await request.post("/v1/nodes", { data: { token, cluster, ...report, ...versions } });
    expect(answer.status()).toBe(201);
    return new PretendedNode(request, ((await answer.json()) as { credential: string }).credential);
  }

  /** Confirms what it holds, and takes what is newer. Without a lease, so that the server answers at once. */
  async poll() {
    const answer = await this.request.post("/v1/nodes/self/poll", {
      headers: { Authorization: `Node ${this.credential}` },
      data: { ...this.held, leaseEnd: never, nodeTime: new Date().toISOString() },
    });
    expect(answer.status()).toBe(200);
    const { snapshot } = (await answer.json()) as { snapshot: { payload: string } };
    const { epoch, revision } = JSON.parse(snapshot.payload) as { epoch: number; revision: number };
    this.held = { epoch, revision };
  }
}

test("a node that joins, confirms a key, falls silent and comes back shows without a reload", async ({
  page,
  playwright,
  keyPair,
}) => {
  await enter(page, "Edge");
  const create = async (path: string, data: object, headers: Record<string, string> = {}) => {
    const answer = await page.request.post(path, { data, headers: { ...origin, ...headers } });
    expect(answer.status()).toBe(201);
    return (await answer.json()) as { uid: string; token: string };
  };
  const { uid: project } = await create("/v1/projects", { metadata: { name: "Live" } });
  const here = { ProjectUid: project };
  const spec = { environment: "edge", logins: ["ops"] };
  const { uid: cluster } = await create("/v1/clusters", { metadata: { name: "shops" }, spec }, here);
  await page.goto(`/projects/${project}/clusters/${cluster}`);
  await expect(page.getByText("No nodes yet")).toBeVisible();

  const { token } = await create(`/v1/clusters/${cluster}/enrolment`, {}, here);
  const house = await playwright.request.newContext({ baseURL: demo?.console, ignoreHTTPSErrors: true });
  const node = await PretendedNode.enrol(house, token, cluster, keyPair.publicKey);
  await node.poll();
  await expect(rowOf(page, "till-1").getByText("Connected")).toBeVisible();

  await page.getByRole("link", { name: "Project Settings" }).click();
  await create(keysPath, { metadata: { name: "Live key" }, spec: { publicKey: keyPair.publicKey } }, here);
  await expect(rowOf(page, "Live key").getByText("0 of 1 node")).toBeVisible();
  await node.poll();
  await node.poll();
  await expect(rowOf(page, "Live key").getByText("1 of 1 node")).toBeVisible();

  await page.getByRole("link", { name: "Clusters" }).click();
  const row = rowOf(page, "shops");
  await expect(row.getByText("1 of 1")).toBeVisible();
  // Silence is noticed after 25 s, and shown with the page's next reading.
  await expect(row.getByText("1 offline")).toBeVisible({ timeout: 45_000 });
  await node.poll();
  await expect(row.getByText("1 offline")).toBeHidden();
  await expect(row.getByText("1 of 1")).toBeVisible();

  const deleted = page.request.delete(`/v1/projects/${project}?force=true`, { headers: origin });
  await expect(row.getByText("Deleting")).toBeVisible();
  await node.poll();
  await node.poll();
  expect((await deleted).status()).toBe(204);
  await house.dispose();
});
