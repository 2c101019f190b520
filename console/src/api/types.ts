// The wire's types are generated from the server's own document, docs/reference/openapi.json; here they get the names
// that the console knows them by.

import type { GetAuditResponse } from "./schema.gen";

export type {
  ActionType,
  Audit,
  CheckSshKeyResponse as KeyCheck,
  Cluster,
  ClusterItems,
  CreateClusterRequest as ClusterInput,
  CreateEnrolmentResponse as Enrolment,
  CreateProjectRequest as ProjectInput,
  CreateSshKeyRequest as SshKeyInput,
  Decision,
  Environment,
  GetMeResponse as Me,
  KeyFinding,
  KeyWarning,
  ListAuditsResponse as AuditList,
  Node as ClusterNode,
  NodeItems,
  ObjectMeta as Meta,
  Outcome,
  Permission,
  Problem as Refusal,
  ProjectMetadata as Project,
  ProjectMetadataItems as ProjectItems,
  SshKey,
  SshKeyItems,
  SshOptions,
  Uid,
} from "./schema.gen";

/** What was changed is told as the trail keeps it, in the words of each kind of object. */
export type AuditWithChanges = GetAuditResponse & { changes: { before?: unknown; after?: unknown } };
