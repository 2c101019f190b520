import type {
  ApiKey,
  AuditWithChanges,
  Belongings,
  Cluster,
  ClusterNode,
  Decision,
  Me,
  OpenSession,
  Permission,
  Project,
  RegistrationToken,
  Role,
  SshKey,
} from "@/api/types";
import { ago, ahead, meta, newUid, serial } from "./meta";
import type { MockTeam, MockUser } from "./people";
import { aRole, aTeam, aUser, builtInRoles } from "./people";
import { aSession, firefox } from "./profile";
import { sampleKeys } from "./sampleKeys";
import type { SampleKey } from "./sampleKeys";
import { aPasswordPolicy, aToken, anApiKey } from "./settings";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

function aDecision(reason: string, allowed: boolean): Decision {
  return { allowed, reason, permission: "", projectUid: null, role: null, givenIn: null, team: null };
}

const allPermissions: Permission[] = [
  "sshKey.create",
  "sshKey.get",
  "sshKey.list",
  "sshKey.update",
  "sshKey.delete",
  "cluster.create",
  "cluster.get",
  "cluster.list",
  "cluster.update",
  "cluster.delete",
  "edgehost.list",
  "edgehost.delete",
  "project.create",
  "project.get",
  "project.list",
  "project.update",
  "project.delete",
  ...["user", "team", "role", "apiKey", "edgeToken"].flatMap((noun) =>
    ["create", "get", "list", "update", "delete"].map((verb) => `${noun}.${verb}` as Permission),
  ),
  "audit.get",
  "audit.list",
];

interface KeyOptions {
  created?: string;
  by?: string;
  comment?: string;
  spec?: Partial<SshKey["spec"]>;
  status?: Partial<SshKey["status"]>;
}

export function aKey(name: string, key: SampleKey, options: KeyOptions = {}): SshKey {
  const { created, by = "Ada Lovelace", comment = `${name}@example`, spec, status } = options;
  return {
    metadata: meta(name, created),
    spec: {
      publicKey: `${key.type} ${key.blob} ${comment}`,
      expiry: null,
      logins: [],
      from: [],
      ownerUid: "",
      ...spec,
    },
    status: {
      type: key.type,
      bits: key.bits,
      fingerprint: key.fingerprint,
      state: "active",
      scope: "project",
      owner: null,
      suspended: null,
      createdBy: { uid: newUid(), name: by, emailId: `${by.split(" ")[0]?.toLowerCase()}@example.com` },
      coveredBy: null,
      held: null,
      warnings: [],
      findings: [],
      inForce: { nodes: 3, of: 3 },
      ...status,
    },
  };
}

export function aCluster(
  name: string,
  options: { spec?: Partial<Cluster["spec"]>; nodes?: Cluster["status"]["nodes"] },
): Cluster {
  return {
    metadata: meta(name, ago(20 * day)),
    spec: {
      environment: "edge",
      cloudType: "edge-native",
      logins: ["ops"],
      sshOptions: { pty: true, portForwarding: true, agentForwarding: false, x11Forwarding: false },
      leaseSeconds: 604_800,
      ...options.spec,
    },
    status: { state: "active", revision: 41, nodes: options.nodes ?? { total: 0, connected: 0, current: 0 } },
  };
}

export function aNode(
  name: string,
  cluster: Cluster,
  options: { spec?: Partial<ClusterNode["spec"]>; status?: Partial<ClusterNode["status"]> } = {},
): ClusterNode {
  const address = options.spec?.addresses?.[0] ?? "192.0.2.7";
  const hostKey = `${sampleKeys.ed25519Tenant.type} ${sampleKeys.ed25519Tenant.blob}`;
  return {
    metadata: meta(name, ago(12 * day)),
    spec: {
      cluster: { uid: cluster.metadata.uid, name: cluster.metadata.name },
      addresses: [address],
      port: 22,
      hostKeys: [hostKey],
      logins: ["ops"],
      missingLogins: [],
      sshdVersion: "OpenSSH_9.2p1",
      agentVersion: "0.1.0",
      ...options.spec,
    },
    status: {
      state: "connected",
      lastContact: ago(2_000),
      revision: 41,
      current: true,
      leaseEnd: ahead(7 * day),
      clockSkewSeconds: 0,
      problem: "",
      knownHosts: [`${address} ${hostKey}`],
      ...options.status,
    },
  };
}

export function anEvent(
  name: string,
  spec: Partial<AuditWithChanges["spec"]> = {},
  changes: AuditWithChanges["changes"] = {},
): AuditWithChanges {
  return {
    metadata: meta("sshKey.create", ago(serial() * minute)),
    spec: {
      action: "sshKey.create",
      actionType: "create",
      actionMsg: "Register an SSH key",
      outcome: "done",
      actor: { actorType: "user", user: { uid: newUid(), emailId: "ada@example.com" }, serviceName: null },
      resource: { kind: "sshKey", uid: newUid(), name },
      project: null,
      credential: "browser session",
      address: "198.51.100.7",
      request: "3f2a",
      decision: aDecision("Tenant Admin in the tenant holds sshKey.create", true),
      userMsg: "",
      ...spec,
    },
    changes,
  };
}

export interface ProjectData {
  project: Project;
  keys: SshKey[];
  clusters: Cluster[];
  nodes: ClusterNode[];
}

export class Db {
  signedIn = true;
  version = 1;
  refusals = 0;
  passwordExpired = false;
  tenantKeys: SshKey[] = [];
  projects: ProjectData[] = [];
  audits: AuditWithChanges[] = [];
  users: MockUser[] = [];
  teams: MockTeam[] = [];
  roles: Role[] = [...builtInRoles];
  belongings: Belongings = { sessions: 0, apiKeys: [], sshKeys: [] };
  tokens: RegistrationToken[] = [];
  sessions: OpenSession[] = [];
  apiKeys: ApiKey[] = [];
  passwordPolicy = aPasswordPolicy();
  idleMinutes = 240;
  sendsMail = false;
  /** Why no role can be given; empty where all may be. */
  mostHeld = "";
  me: Omit<Me, "projects" | "projectPermissions" | "sessionEnds"> = {
    uid: newUid(),
    emailId: "ada@example.com",
    firstName: "Ada",
    lastName: "Lovelace",
    orgName: "Example",
    tenantUid: newUid(),
    tenantPermissions: allPermissions,
  };
  projectPermissions: Permission[] = allPermissions;

  addProject(name: string, description = ""): ProjectData {
    const data: ProjectData = {
      project: { metadata: meta(name, ago(30 * day), { description }), status: { state: "active" } },
      keys: [],
      clusters: [],
      nodes: [],
    };
    this.projects.push(data);
    return data;
  }

  projectOf(uid: string | null): ProjectData | undefined {
    return this.projects.find(({ project }) => project.metadata.uid === uid);
  }

  /** The keys of a scope; a project sees the tenant's after its own. */
  keysIn(project: ProjectData | undefined): SshKey[] {
    return project === undefined ? this.tenantKeys : [...project.keys, ...this.tenantKeys];
  }
}

/** A small company's world, to look at. */
export function demoDb(): Db {
  const db = new Db();
  db.addProject("Default", "What has no project of its own yet");
  const edge = db.addProject("Edge", "The shops and their till servers");
  db.addProject("Payments");

  const eu = aCluster("edge-eu", { nodes: { total: 3, connected: 2, current: 2 } });
  const us = aCluster("edge-us", {
    spec: { logins: ["ops", "deploy"] },
    nodes: { total: 2, connected: 2, current: 2 },
  });
  const lab = aCluster("lab", {
    spec: { environment: "data-center", cloudType: "maas", logins: ["root-lab"], leaseSeconds: 259_200 },
  });
  edge.clusters = [eu, us, lab];
  edge.nodes = [
    aNode("edge-eu-1", eu, { spec: { addresses: ["192.0.2.7", "2001:db8::7"] } }),
    aNode("edge-eu-2", eu, {
      spec: { addresses: ["192.0.2.8"], port: 2222 },
      status: {
        state: "offline",
        lastContact: ago(5 * hour),
        revision: 38,
        current: false,
        leaseEnd: ahead(3 * day),
      },
    }),
    aNode("edge-eu-3", eu, {
      spec: { addresses: ["192.0.2.9"], missingLogins: ["ops"], sshdVersion: "OpenSSH_8.4p1" },
      status: { problem: "The drop-in of sshd was changed by another hand; it was put back." },
    }),
    aNode("edge-us-1", us, { spec: { addresses: ["198.51.100.4"] } }),
    aNode("edge-us-2", us, { spec: { addresses: ["198.51.100.5"] } }),
  ];
  edge.keys = [
    aKey("Ada's laptop", sampleKeys.ed25519, {
      created: ago(19 * day),
      comment: "ada@laptop",
      status: { inForce: { nodes: 4, of: 5 } },
    }),
    aKey("Grace", sampleKeys.rsa4096, {
      created: ago(12 * day),
      by: "Grace Hopper",
      spec: { expiry: ahead(78 * day) },
      status: { inForce: { nodes: 5, of: 5 } },
    }),
    aKey("Deploy pipeline", sampleKeys.ed25519Third, {
      created: ago(6 * day),
      spec: { logins: ["deploy"], from: ["203.0.113.0/24"], expiry: ahead(4 * day) },
      status: { inForce: { nodes: 2, of: 2 } },
    }),
    aKey("Backup host", sampleKeys.rsa2048, {
      created: ago(3 * hour),
      by: "Grace Hopper",
      status: {
        inForce: { nodes: 5, of: 5 },
        warnings: [
          {
            rule: "RSA_BELOW_3072",
            message: "This RSA key has 2048 bits; 3072 or more will hold longer. Ed25519 is better still.",
          },
        ],
      },
    }),
    aKey("Contractor, spring", sampleKeys.ecdsa256, {
      created: ago(95 * day),
      spec: { expiry: ago(5 * day) },
      status: { state: "expired", inForce: { nodes: 4, of: 5 } },
    }),
  ];
  const { uid, name } = edge.project.metadata;
  const ada = aUser("Ada", "Lovelace");
  const grace = aUser("Grace", "Hopper");
  db.users = [ada, grace, aUser("Margaret", "Hamilton", "invited"), aUser("Joan", "Clarke", "deactivated")];
  db.roles.unshift(aRole("Key keeper", "project", ["sshKey.list", "cluster.import"]));
  const [tenantAdmin, projectAdmin] = builtInRoles.map(({ metadata }) => metadata);
  if (tenantAdmin !== undefined) ada.user.spec.roles = [tenantAdmin];
  const onCall = aTeam("On-call", [grace]);
  onCall.projects = { [uid]: [projectAdmin?.uid ?? ""] };
  db.teams = [onCall];
  db.tokens = [aToken("Shops")];
  db.sessions = [aSession(firefox, { isCurrent: true }), aSession("curl/8.14.1", { kind: "api" })];
  const me = { uid: db.me.uid, firstName: "Ada", lastName: "Lovelace" };
  db.apiKeys = [
    anApiKey("pipeline", { uid: grace.user.metadata.uid, firstName: "Grace", lastName: "Hopper" }),
    anApiKey("backups", me, { lastUsed: ago(3 * hour), lastUsedFrom: "203.0.113.9" }),
    anApiKey("old script", me, { isActive: false }),
  ];
  db.audits = [
    anEvent(
      "Backup host",
      { project: { uid, name } },
      { before: null, after: { name: "Backup host", fingerprint: sampleKeys.rsa2048.fingerprint } },
    ),
    anEvent("lab", {
      action: "cluster.create",
      actionMsg: "Create a cluster",
      outcome: "denied",
      decision: aDecision("no role in the project holds cluster.create", false),
      resource: { kind: "cluster", uid: "", name: "" },
      project: { uid, name },
    }),
    anEvent("On-call"),
  ];
  db.tenantKeys = [
    aKey("On-call", sampleKeys.ed25519Tenant, {
      created: ago(60 * day),
      by: "Margaret Hamilton",
      status: { scope: "tenant", inForce: { nodes: 4, of: 5 } },
    }),
  ];
  return db;
}
