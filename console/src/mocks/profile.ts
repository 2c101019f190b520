import type { HttpHandler } from "msw";
import { HttpResponse, http } from "msw";
import type { OpenSession } from "@/api/types";
import type { Db } from "./db";
import { ago, ahead, newUid } from "./meta";
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

/** What is about oneself at the pretended server. */
export function profileHandlers(db: Db, changed: () => void): HttpHandler[] {
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
