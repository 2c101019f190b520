import type { HttpHandler } from "msw";
import { HttpResponse, http } from "msw";
import type { ApiKey, ApiKeyInput, OpenSession } from "@/api/types";
import type { Db } from "./db";
import { ago, ahead, meta, newUid } from "./meta";
import { done, gone, refuse } from "./refuse";

export const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

export function aSession(agent: string, options: Partial<OpenSession> = {}): OpenSession {
  return {
    uid: newUid(),
    kind: "browser",
    begun: ago(7_200_000),
    lastAction: ago(300_000),
    ends: ahead(3_600_000),
    address: "198.51.100.7",
    agent,
    isCurrent: false,
    ...options,
  };
}

export function anApiKey(name: string, user: string, status: Partial<ApiKey["status"]> = {}): ApiKey {
  return {
    metadata: meta(name, ago(86_400_000)),
    spec: {
      expiry: ahead(80 * 86_400_000),
      key: "",
      user: { uid: user, firstName: "", lastName: "" },
    },
    status: { isActive: true, lastUsed: null, lastUsedFrom: "", ...status },
  };
}

/** What is about oneself at the pretended server. */
export function profileHandlers(db: Db, changed: () => void): HttpHandler[] {
  const keyOf = (uid: unknown) => db.apiKeys.find(({ metadata }) => metadata.uid === uid);
  return [
    http.patch<{ uid: string }, { currentPassword: string; newPassword: string }>(
      "/v1/users/:uid/password/change",
      async ({ request }) => {
        const { currentPassword, newPassword } = await request.json();
        if (currentPassword === "wrong")
          return refuse(400, "this is not your present password", { field: "/currentPassword" });
        if (newPassword.length < 8)
          return refuse(400, "a password needs at least 8 characters", { field: "/newPassword" });
        db.sessions = db.sessions.filter(({ isCurrent }) => isCurrent);
        changed();
        return done();
      },
    ),
    http.get("/v1/users/:uid/sessions", () => HttpResponse.json({ items: db.sessions })),
    http.delete("/v1/users/:uid/sessions/:session", ({ params }) => {
      if (!db.sessions.some(({ uid }) => uid === params.session)) return gone();
      db.sessions = db.sessions.filter(({ uid }) => uid !== params.session);
      changed();
      return done();
    }),
    http.get("/v1/apiKeys", () => HttpResponse.json({ items: db.apiKeys })),
    http.post<never, ApiKeyInput>("/v1/apiKeys", async ({ request }) => {
      const { metadata, spec } = await request.json();
      if (db.apiKeys.some((key) => key.metadata.name === metadata.name))
        return refuse(409, "you have an API key of this name", { field: "/metadata/name" });
      const key = anApiKey(metadata.name, db.me.uid);
      key.spec.expiry = spec?.expiry ?? key.spec.expiry;
      db.apiKeys.push(key);
      changed();
      return HttpResponse.json({ uid: key.metadata.uid, apiKey: "ghk_shownOnce" }, { status: 201 });
    }),
    http.put<{ uid: string }, ApiKeyInput>("/v1/apiKeys/:uid", async ({ params, request }) => {
      const key = keyOf(params.uid);
      if (key === undefined) return gone();
      const { metadata, spec } = await request.json();
      Object.assign(key.metadata, { name: metadata.name });
      key.spec.expiry = spec?.expiry ?? key.spec.expiry;
      changed();
      return done();
    }),
    http.put<{ uid: string }, { isActive: boolean }>(
      "/v1/apiKeys/:uid/state",
      async ({ params, request }) => {
        const key = keyOf(params.uid);
        if (key === undefined) return gone();
        key.status.isActive = (await request.json()).isActive;
        changed();
        return done();
      },
    ),
    http.delete("/v1/apiKeys/:uid", ({ params }) => {
      db.apiKeys = db.apiKeys.filter(({ metadata }) => metadata.uid !== params.uid);
      changed();
      return done();
    }),
    http.get("/v1/me/sshkeys", () => {
      const isMine = ({ spec }: { spec: { ownerUid?: string | null } }) => spec.ownerUid === db.me.uid;
      const inProjects = db.projects.flatMap(({ project, keys }) => {
        const { uid, name } = project.metadata;
        return keys.filter(isMine).map((key) => ({ ...key, project: { uid, name } }));
      });
      const ofTenant = db.tenantKeys.filter(isMine).map((key) => ({ ...key, project: null }));
      return HttpResponse.json({ items: [...inProjects, ...ofTenant] });
    }),
  ];
}
