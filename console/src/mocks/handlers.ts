import type { HttpHandler } from "msw";
import { HttpResponse, http } from "msw";
import type { Cluster, ProjectInput, SshKey, SshKeyInput } from "@/api/types";
import type { Db } from "./db";
import { aCluster, aKey, aNode } from "./db";
import { checkKey } from "./keyCheck";
import { ago, ahead } from "./meta";
import { peopleHandlers } from "./people";
import { profileHandlers } from "./profile";
import { done, gone, refuse } from "./refuse";
import { sessionHandlers } from "./session";
import { settingsHandlers } from "./settings";

/** How long the pretended nodes take to confirm a change. */
const confirmAfter = 700;

/** The console's form leaves nothing of a cluster to the server's defaults. */
interface SentCluster {
  metadata: { name: string };
  spec: Cluster["spec"];
}

/** A pretended server over `db`, as far as the console needs one. */
export function handlersFor(db: Db): HttpHandler[] {
  const changed = () => {
    db.version += 1;
  };
  const projectIn = (request: Request) => db.projectOf(request.headers.get("ProjectUid"));

  function converge(key: SshKey, nodes: number) {
    key.status.inForce = { nodes: 0, of: nodes };
    for (let node = 1; node <= nodes; node += 1) {
      setTimeout(() => {
        key.status.inForce = { nodes: node, of: nodes };
        changed();
      }, confirmAfter * node);
    }
  }

  const guarded = (handlers: HttpHandler[]) => [
    http.all("/v1/*", ({ request }) => {
      const { pathname } = new URL(request.url);
      const open = pathname.startsWith("/v1/auth/") || pathname === "/v1/users/password/change";
      return db.signedIn || open ? undefined : refuse(401, "Sign in first.");
    }),
    ...handlers,
  ];

  return guarded([
    http.get("/v1/me", () =>
      HttpResponse.json({
        ...db.me,
        projectPermissions: db.projectPermissions,
        projects: db.projects.map(({ project }) => ({
          uid: project.metadata.uid,
          name: project.metadata.name,
          permissions: [],
        })),
        sessionEnds: ahead(4 * 3_600_000),
      }),
    ),
    http.get("/v1/changes", ({ request }) => {
      const etag = `"${db.version}"`;
      if (request.headers.get("If-None-Match") === etag) return new HttpResponse(null, { status: 304 });
      return HttpResponse.json({}, { headers: { ETag: etag } });
    }),

    http.get("/v1/users/assets/sshkeys", ({ request }) =>
      HttpResponse.json({ items: db.keysIn(projectIn(request)) }),
    ),
    http.post<never, { name?: string; publicKey: string; uid?: string }>(
      "/v1/users/assets/sshkeys/check",
      async ({ request }) => {
        const { name, publicKey, uid } = await request.json();
        return HttpResponse.json(
          await checkKey(
            publicKey,
            name,
            db.keysIn(projectIn(request)).filter(({ metadata }) => metadata.uid !== uid),
          ),
        );
      },
    ),
    http.post<never, SshKeyInput>("/v1/users/assets/sshkeys", async ({ request }) => {
      const { metadata, spec } = await request.json();
      const project = projectIn(request);
      const { key: found, problem } = await checkKey(spec.publicKey, metadata.name, db.keysIn(project));
      if (problem !== null || found === null)
        return refuse(409, problem?.message ?? "", problem ?? undefined);
      const blob = spec.publicKey.trim().split(/\s+/)[1] ?? "";
      const key = aKey(
        metadata.name,
        { ...found, blob },
        {
          comment: found.comment,
          spec: { expiry: spec.expiry ?? null, logins: spec.logins ?? [], from: spec.from ?? [] },
          status: { scope: project ? "project" : "tenant", warnings: found.warnings },
        },
      );
      (project?.keys ?? db.tenantKeys).push(key);
      converge(key, (project === undefined ? db.projects : [project]).flatMap(({ nodes }) => nodes).length);
      changed();
      return HttpResponse.json({ uid: key.metadata.uid }, { status: 201 });
    }),
    http.put<{ uid: string }, SshKeyInput>("/v1/users/assets/sshkeys/:uid", async ({ params, request }) => {
      const key = db.keysIn(projectIn(request)).find(({ metadata }) => metadata.uid === params.uid);
      if (key === undefined) return gone();
      const { metadata, spec } = await request.json();
      key.metadata.name = metadata.name;
      key.spec = {
        publicKey: spec.publicKey,
        expiry: spec.expiry === undefined ? key.spec.expiry : spec.expiry,
        logins: spec.logins ?? key.spec.logins,
        from: spec.from ?? key.spec.from,
        ownerUid: spec.ownerUid ?? key.spec.ownerUid,
      };
      converge(key, key.status.inForce.of);
      changed();
      return done();
    }),
    http.post<{ uid: string }>("/v1/users/assets/sshkeys/:uid/resume", ({ params, request }) => {
      const key = db.keysIn(projectIn(request)).find(({ metadata }) => metadata.uid === params.uid);
      if (key?.status.state !== "suspended") return gone();
      key.status.state = "active";
      key.status.suspended = null;
      changed();
      return done();
    }),
    http.post<{ uid: string }>("/v1/users/assets/sshkeys/:uid/approve", ({ params, request }) => {
      const key = db.keysIn(projectIn(request)).find(({ metadata }) => metadata.uid === params.uid);
      if (key?.status.state !== "held") return gone();
      key.status.state = "active";
      key.status.held = null;
      changed();
      return done();
    }),
    http.delete<{ uid: string }>("/v1/users/assets/sshkeys/:uid", ({ params, request }) => {
      const keys = projectIn(request)?.keys ?? db.tenantKeys;
      const index = keys.findIndex(({ metadata }) => metadata.uid === params.uid);
      if (index < 0) return gone();
      keys.splice(index, 1);
      changed();
      return done();
    }),

    http.get("/v1/dashboard/projects/metadata", () =>
      HttpResponse.json({ items: db.projects.map(({ project }) => project) }),
    ),
    http.post<never, ProjectInput>("/v1/projects", async ({ request }) => {
      const { metadata } = await request.json();
      if (db.projects.some(({ project }) => project.metadata.name === metadata.name)) {
        return refuse(409, `There is a project called “${metadata.name}” already.`, {
          field: "/metadata/name",
        });
      }
      const { project } = db.addProject(metadata.name, metadata.annotations?.description ?? "");
      changed();
      return HttpResponse.json({ uid: project.metadata.uid }, { status: 201 });
    }),
    http.put<{ uid: string }, ProjectInput>("/v1/projects/:uid", async ({ params, request }) => {
      const data = db.projectOf(params.uid);
      if (data === undefined) return gone();
      const { metadata } = await request.json();
      Object.assign(data.project.metadata, metadata);
      changed();
      return done();
    }),
    http.delete<{ uid: string }>("/v1/projects/:uid", ({ params, request }) => {
      const data = db.projectOf(params.uid);
      if (data === undefined) return gone();
      const force = new URL(request.url).searchParams.get("force") === "true";
      if (data.nodes.length > 0 && !force) {
        return refuse(409, "The project still has nodes.", { items: data.nodes.map(describeNode) });
      }
      const silent = data.nodes.filter(({ status }) => status.state !== "connected");
      if (silent.length > 0) {
        data.project.status = { state: "deleting" };
        changed();
        return refuse(409, "Not all nodes confirmed.", {
          rule: "NODES_UNCONFIRMED",
          items: silent.map(({ metadata, status }) => `${metadata.name} lapses at ${status.leaseEnd}`),
        });
      }
      db.projects.splice(db.projects.indexOf(data), 1);
      changed();
      return done();
    }),

    http.get("/v1/audits", ({ request }) => {
      const { searchParams } = new URL(request.url);
      const wanted = (name: string, value: string | undefined) =>
        !searchParams.has(name) || searchParams.get(name) === value;
      const here = request.headers.get("ProjectUid");
      const matching = db.audits.filter(
        ({ spec }) =>
          (here === null || spec.project?.uid === here) &&
          wanted("outcome", spec.outcome) &&
          wanted("actionType", spec.actionType) &&
          wanted("resourceKind", spec.resource.kind) &&
          wanted("resourceUid", spec.resource.uid) &&
          wanted("actor", spec.actor.user?.emailId),
      );
      const offset = Number(searchParams.get("offset") ?? 0);
      return HttpResponse.json({
        items: matching.slice(offset, offset + 50),
        listmeta: { continue: "", count: matching.length, limit: 50, offset },
      });
    }),
    http.get<{ uid: string }>("/v1/audits/:uid", ({ params }) => {
      const event = db.audits.find(({ metadata }) => metadata.uid === params.uid);
      return event === undefined ? gone() : HttpResponse.json(event);
    }),

    http.get("/v1/clusters", ({ request }) =>
      HttpResponse.json({ items: projectIn(request)?.clusters ?? [] }),
    ),
    http.post<never, SentCluster>("/v1/clusters", async ({ request }) => {
      const { metadata, spec } = await request.json();
      const cluster = aCluster(metadata.name, { spec });
      projectIn(request)?.clusters.push(cluster);
      changed();
      return HttpResponse.json({ uid: cluster.metadata.uid }, { status: 201 });
    }),
    http.get<{ uid: string }>("/v1/clusters/:uid", ({ params, request }) => {
      const cluster = projectIn(request)?.clusters.find(({ metadata }) => metadata.uid === params.uid);
      return cluster === undefined ? gone() : HttpResponse.json(cluster);
    }),
    http.put<{ uid: string }, SentCluster>("/v1/clusters/:uid", async ({ params, request }) => {
      const cluster = projectIn(request)?.clusters.find(({ metadata }) => metadata.uid === params.uid);
      if (cluster === undefined) return gone();
      const { metadata, spec } = await request.json();
      cluster.metadata.name = metadata.name;
      cluster.spec = spec;
      changed();
      return done();
    }),
    http.delete<{ uid: string }>("/v1/clusters/:uid", ({ params, request }) => {
      const data = projectIn(request);
      const cluster = data?.clusters.find(({ metadata }) => metadata.uid === params.uid);
      if (data === undefined || cluster === undefined) return gone();
      const nodes = data.nodes.filter(({ spec }) => spec.cluster.uid === params.uid);
      const force = new URL(request.url).searchParams.get("force") === "true";
      if (nodes.length > 0 && !force)
        return refuse(409, "The cluster still has nodes.", { items: nodes.map(describeNode) });
      data.clusters.splice(data.clusters.indexOf(cluster), 1);
      data.nodes = data.nodes.filter((node) => !nodes.includes(node));
      changed();
      return done();
    }),
    http.get<{ uid: string }>("/v1/clusters/:uid/nodes", ({ params, request }) =>
      HttpResponse.json({
        items: (projectIn(request)?.nodes ?? [])
          .filter(({ spec }) => spec.cluster.uid === params.uid)
          .map((node) =>
            node.status.state === "connected"
              ? { ...node, status: { ...node.status, lastContact: ago(1_500) } }
              : node,
          ),
      }),
    ),
    http.post<{ uid: string }>("/v1/clusters/:uid/enrolment", ({ params, request }) => {
      const data = projectIn(request);
      const cluster = data?.clusters.find(({ metadata }) => metadata.uid === params.uid);
      if (data === undefined || cluster === undefined) return gone();
      setTimeout(() => {
        data.nodes.push(
          aNode(`${cluster.metadata.name}-new`, cluster, { spec: { addresses: ["192.0.2.44"] } }),
        );
        cluster.status.nodes = {
          total: cluster.status.nodes.total + 1,
          connected: cluster.status.nodes.connected + 1,
          current: cluster.status.nodes.current + 1,
        };
        changed();
      }, 6_000);
      const token = "ghe_7sKq1vQm0wYxT4nB2pZcRdLfHj";
      const command = `gatehouse-agent enroll --server https://gatehouse.example.com:8443 --ca-pin sha256:b1946ac92492d2347c6235b4d2611184 --token ${token} --cluster ${cluster.metadata.uid}`;
      return HttpResponse.json({ token, command, expiry: ahead(3_600_000) }, { status: 201 });
    }),
    http.delete<{ uid: string }>("/v1/nodes/:uid", ({ params, request }) => {
      const data = projectIn(request);
      if (data === undefined) return gone();
      data.nodes = data.nodes.filter(({ metadata }) => metadata.uid !== params.uid);
      changed();
      return done();
    }),
    ...sessionHandlers(db),
    ...peopleHandlers(db, changed),
    ...profileHandlers(db, changed),
    ...settingsHandlers(db, changed),
  ]);
}

function describeNode({
  metadata,
  spec,
  status,
}: {
  metadata: { name: string };
  spec: { cluster: { name: string } };
  status: { state: string };
}) {
  return `${metadata.name} in ${spec.cluster.name} (${status.state})`;
}
