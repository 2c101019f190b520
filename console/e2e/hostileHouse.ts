import { generateKeyPairSync } from "node:crypto";
import type { Answer } from "./api";
import { send } from "./api";
import { demo } from "./demo";
import { payloads } from "./payloads";
import type { Place } from "./places";
import type { Operation } from "./textFields";
import { operationsWithText, withText } from "./textFields";

interface Way {
  headers: Record<string, string>;
  body: unknown;
}

/** A line of its own each time; what is said here of keys is about their comments. */
function publicKey(comment = "x"): string {
  const { x } = generateKeyPairSync("ed25519").publicKey.export({ format: "jwk" });
  const head = Buffer.from("\0\0\0\x0bssh-ed25519\0\0\0 ", "latin1");
  const blob = Buffer.concat([head, Buffer.from(x ?? "", "base64url")]).toString("base64");
  return `ssh-ed25519 ${blob} ${comment}`;
}

/** What these take is not kept, or is a secret. */
const keepNoText = [
  "authenticate",
  "changeOwnPassword",
  "requestPasswordReset",
  "requestPasswordResetByPatch",
  "startBrowserSession",
  "checkSshKey",
  "revokeTokens",
  "summarizeProjects",
  "summarizeTeams",
  "summarizeUsers",
];

/** What outlives the projects, and would be in the way of whoever comes after. */
const stays = ["createProject", "createUser", "createTeam", "createRole", "createApiKey"];

/** Nor does a poll keep these; a report is what a node enrols with, too. */
const polledOnly = ["report", "proof", "held"];

/**
 * Fills a house through the API: every payload in every text field of the API's document. An operation that is not
 * named here is sent its example; where that is refused, the operation must be named.
 */
export class HostileHouse {
  /** Where it all lies. */
  readonly place: Place;
  /** Payloads that something is called by now. */
  readonly names: string[] = [];
  /** Answers that are neither done nor refused. */
  readonly faults: string[] = [];
  private readonly made: { path: string; uid: string }[] = [];
  private count = 0;
  private readonly headers: Record<string, string>;

  private constructor(token: string, project: string) {
    this.headers = { Authorization: token, ProjectUid: project };
    this.place = { project, parameters: {} };
    this.made.push({ path: "/v1/projects", uid: project });
  }

  static async fill(): Promise<HostileHouse> {
    const signedIn = await send(
      "POST",
      "/v1/auth/authenticate",
      {},
      { emailId: demo?.email, password: demo?.password },
    );
    const { Authorization: token } = JSON.parse(signedIn.text) as { Authorization: string };
    const project = await created(
      "/v1/projects",
      { Authorization: token },
      { metadata: { name: "Hostile" } },
    );
    const house = new HostileHouse(token, project);
    const spec = { environment: "edge", logins: ["ops"] };
    house.place.parameters.cluster = await created("/v1/clusters", house.headers, {
      metadata: { name: "hostile" },
      spec,
    });
    for (const operation of operationsWithText()) {
      // What is in the address must exist; its text is that which creating it takes.
      if (!keepNoText.includes(operation.id) && !operation.path.includes("{")) await house.furnish(operation);
    }
    for (const [kind, path] of [
      ["user", "/v1/users"],
      ["team", "/v1/teams"],
    ] as const) {
      house.place.parameters[kind] = house.made.findLast((each) => each.path === path)?.uid ?? "";
    }
    return house;
  }

  /** Takes all of it away; a project goes with what is in it. */
  async clear() {
    const { Authorization } = this.headers;
    const work = async () => {
      for (let next = this.made.pop(); next !== undefined; next = this.made.pop()) {
        const force = next.path === "/v1/projects" ? "?force=true" : "";
        await send("DELETE", `${next.path}/${next.uid}${force}`, { Authorization });
      }
    };
    await Promise.all(Array.from({ length: 16 }, work));
  }

  private note({ id, path }: Operation, answer: Answer) {
    if (!stays.includes(id) || answer.status >= 300) return;
    this.made.push({ path, uid: (JSON.parse(answer.text) as { uid: string }).uid });
  }

  private async furnish(operation: Operation) {
    const { id, method, path, texts } = operation;
    const plain = await this.wayOf(operation);
    const answer = await send(method, path, plain.headers, plain.body);
    const { status, text } = answer;
    this.note(operation, answer);
    if (status >= 300) {
      throw new Error(`${id} takes text: name in hostileHouse.ts how, or that it keeps none. ${text}`);
    }
    const wanted = texts
      .filter(([first = ""]) => id !== "pollNode" || !polledOnly.includes(first))
      .flatMap((at) => payloads.map((text) => ({ at, text })));
    await Promise.all(Array.from({ length: 16 }, () => this.work(operation, wanted)));
  }

  private async work(operation: Operation, wanted: { at: string[]; text: string }[]) {
    const { id, method, path } = operation;
    for (let next = wanted.pop(); next !== undefined; next = wanted.pop()) {
      const { at, text } = next;
      const { headers, body } = await this.wayOf(operation);
      const said = at.at(-1) === "publicKey" ? publicKey(text) : text;
      const answer = await send(method, path, headers, withText(body, at, said));
      const isDone = answer.status < 300;
      if (isDone && at.at(-1) === "name" && at[0] === "metadata") this.names.push(text);
      this.note(operation, answer);
      if (answer.status >= 500 || answer.status === 429) {
        this.faults.push(`${id} ${at.join(".")}: ${answer.status} to ${JSON.stringify(text.slice(0, 99))}`);
      }
    }
  }

  /** A request that is taken, and would be taken again: what must be its own is. */
  private async wayOf({ id, example }: Operation): Promise<Way> {
    this.count += 1;
    const name = `plain ${this.count}`;
    const { headers } = this;
    switch (id) {
      case "createSshKey":
        return { headers, body: { metadata: { name }, spec: { publicKey: publicKey() } } };
      case "createCluster":
        return {
          headers,
          body: { metadata: { name: `c${this.count}` }, spec: { environment: "edge", logins: ["ops"] } },
        };
      case "createUser":
        return { headers, body: { spec: { emailId: `plain${this.count}@example.com`, roles: [] } } };
      case "createRole":
        return { headers, body: { metadata: { name }, spec: { scope: "project", permissions: [] } } };
      case "enrolNode":
        return { headers: {}, body: await this.enrolment() };
      case "pollNode":
        return this.poll();
      default:
        return { headers, body: withText(example, ["metadata", "name"], name) };
    }
  }

  private async enrolment() {
    this.count += 1;
    const answer = await send(
      "POST",
      `/v1/clusters/${this.place.parameters.cluster ?? ""}/enrolment`,
      this.headers,
      {},
    );
    const { token } = JSON.parse(answer.text) as { token: string };
    const versions = { sshdVersion: "OpenSSH_9.2p1", agentVersion: "0.1.0" };
    const report = {
      name: `n${this.count}`,
      hostKeys: [publicKey()],
      addresses: ["192.0.2.7"],
      port: 22,
      logins: ["ops"],
    };
    return { ...report, ...versions, token, cluster: this.place.parameters.cluster };
  }

  private async poll(): Promise<Way> {
    const answer = await send("POST", "/v1/nodes", {}, await this.enrolment());
    const { credential } = JSON.parse(answer.text) as { credential: string };
    const never = "0001-01-01T00:00:00.000Z";
    const body = { epoch: 0, revision: 0, leaseEnd: never, nodeTime: new Date().toISOString() };
    return { headers: { Authorization: `Node ${credential}` }, body };
  }
}

async function created(path: string, headers: object, body: object): Promise<string> {
  const answer = await send("POST", path, headers, body);
  if (answer.status !== 201) throw new Error(`${path}: ${answer.text}`);
  return (JSON.parse(answer.text) as { uid: string }).uid;
}
