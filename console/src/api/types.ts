// The wire, as docs/guide/api.md tells it.

/** What the signed-in person may do; the names are the server's. */
export type Permission =
  | "sshKey.create"
  | "sshKey.get"
  | "sshKey.list"
  | "sshKey.update"
  | "sshKey.delete"
  | "cluster.create"
  | "cluster.get"
  | "cluster.list"
  | "cluster.update"
  | "cluster.delete"
  | "edgehost.list"
  | "edgehost.delete"
  | "project.create"
  | "project.get"
  | "project.list"
  | "project.update"
  | "project.delete"
  | "user.create"
  | "user.update"
  | "edgeToken.create"
  | "edgeToken.get"
  | "edgeToken.list"
  | "edgeToken.update"
  | "edgeToken.delete"
  | "audit.get"
  | "audit.list";

export interface Meta {
  uid: string;
  name: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  creationTimestamp: string;
  lastModifiedTimestamp: string;
}

export interface Items<T> {
  items: T[];
}

export interface Uid {
  uid: string;
}

export interface Me {
  uid: string;
  emailId: string;
  firstName: string;
  lastName: string;
  orgName: string;
  tenantUid: string;
  tenantPermissions: Permission[];
  projects: { uid: string; name: string; permissions: Permission[] }[];
  sessionEnds: string;
}

export interface KeyWarning {
  rule: string;
  message: string;
}

/** What was found of a key after it was accepted. */
export interface KeyFinding extends KeyWarning {
  foundAt: string;
}

export interface SshKeySpec {
  publicKey: string;
  expiry?: string | null;
  logins?: string[];
  from?: string[];
}

export interface SshKey {
  metadata: Meta;
  spec: { publicKey: string; expiry: string | null; logins: string[]; from: string[] };
  status: {
    type: string;
    bits: number;
    fingerprint: string;
    state: "active" | "compromised" | "expired" | "disabled" | "held";
    scope: "project" | "tenant";
    createdBy: { uid: string; name: string; emailId: string };
    coveredBy: string | null;
    /** Why it opens nothing, and what to do. */
    held: string | null;
    warnings: KeyWarning[];
    findings: KeyFinding[];
    inForce: { nodes: number; of: number };
  };
}

export interface SshKeyInput {
  metadata: { name: string };
  spec: SshKeySpec;
}

/** What registering a key would say. */
export interface KeyCheck {
  ok: boolean;
  key?: { type: string; bits: number; fingerprint: string; comment: string; warnings: KeyWarning[] };
  problem?: { field?: string; rule?: string; message: string; other?: string };
}

export interface Project {
  metadata: Meta;
  status?: { state: "active" | "deleting" };
}

export interface ProjectInput {
  metadata: { name: string; labels?: Record<string, string>; annotations: Record<string, string> };
}

export type Environment = "cloud" | "data-center" | "edge";

export interface SshOptions {
  pty: boolean;
  portForwarding: boolean;
  agentForwarding: boolean;
  x11Forwarding: boolean;
}

export interface Cluster {
  metadata: Meta;
  spec: {
    environment: Environment;
    cloudType?: string;
    logins: string[];
    sshOptions: SshOptions;
    leaseSeconds: number;
  };
  status: {
    state: "active" | "deleting";
    revision: number;
    nodes: { total: number; connected: number; current: number };
  };
}

export interface ClusterInput {
  metadata: { name: string };
  spec: Cluster["spec"];
}

export interface ClusterNode {
  metadata: Meta;
  spec: {
    cluster: { uid: string; name: string };
    addresses: string[];
    port: number;
    hostKeys: string[];
    logins: string[];
    missingLogins: string[];
    sshdVersion: string;
    agentVersion: string;
  };
  status: {
    state: "connected" | "offline" | "retiring";
    lastContact: string | null;
    revision: number;
    current: boolean;
    leaseEnd: string | null;
    clockSkewSeconds: number;
    problem: string;
    knownHosts: string[];
  };
}

export interface Enrolment {
  token: string;
  command: string;
  expiry: string;
}

export type ActionType = "create" | "update" | "delete" | "action" | "activity";
export type Outcome = "done" | "denied";

/** One event of the audit trail. */
export interface Audit {
  metadata: Meta;
  spec: {
    action: string;
    actionType: ActionType;
    actionMsg: string;
    outcome: Outcome;
    actor: {
      actorType: "user" | "system" | "service";
      user: { uid: string; emailId: string } | null;
      serviceName: string | null;
    };
    resource: { kind: string; uid: string; name: string };
    project: { uid: string; name: string } | null;
    credential: string;
    address: string;
    request: string;
    decision: string;
  };
}

export interface AuditList {
  items: Audit[];
  listmeta: { continue: string; count: number; limit: number; offset: number };
}

/** With what was changed: the object as the trail keeps it, before and after. */
export interface AuditWithChanges extends Audit {
  changes: { before?: unknown; after?: unknown };
}

/** The body of every refusal. */
export interface Refusal {
  code: string;
  message: string;
  details?: { field?: string; rule?: string; other?: string; items?: string[] };
  ref?: string;
}
