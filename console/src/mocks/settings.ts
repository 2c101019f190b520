import type { HttpHandler } from "msw";
import { HttpResponse, http } from "msw";
import type { RegistrationToken, RegistrationTokenInput } from "@/api/types";
import type { Db } from "./db";
import { ago, ahead, meta } from "./meta";
import { done, gone } from "./refuse";

const day = 86_400_000;

export function aToken(name: string): RegistrationToken {
  const metadata = meta(name, ago(day));
  return {
    metadata,
    spec: { token: `${metadata.uid}.${"s".repeat(43)}`, expiry: ahead(29 * day), defaultProject: null },
    status: { isActive: true },
  };
}

/** The tenant's settings at the pretended server. */
export function settingsHandlers(db: Db, changed: () => void): HttpHandler[] {
  const tokenOf = (uid: unknown) => db.tokens.find(({ metadata }) => metadata.uid === uid);

  function take(token: RegistrationToken, { metadata, spec }: RegistrationTokenInput) {
    Object.assign(token.metadata, metadata);
    token.spec.expiry = spec?.expiry ?? token.spec.expiry;
    const project = db.projectOf(spec?.defaultProjectUid ?? null)?.project.metadata;
    token.spec.defaultProject = project === undefined ? null : { uid: project.uid, name: project.name };
    changed();
  }

  return [
    http.get("/v1/edgehosts/tokens", () => HttpResponse.json({ items: db.tokens })),
    http.post<never, RegistrationTokenInput>("/v1/edgehosts/tokens", async ({ request }) => {
      const token = aToken("");
      take(token, await request.json());
      db.tokens.push(token);
      return HttpResponse.json({ uid: token.metadata.uid }, { status: 201 });
    }),
    http.put<{ uid: string }, RegistrationTokenInput>(
      "/v1/edgehosts/tokens/:uid",
      async ({ params, request }) => {
        const token = tokenOf(params.uid);
        if (token === undefined) return gone();
        take(token, await request.json());
        return done();
      },
    ),
    http.put<{ uid: string }, RegistrationToken["status"]>(
      "/v1/edgehosts/tokens/:uid/state",
      async ({ params, request }) => {
        const token = tokenOf(params.uid);
        if (token === undefined) return gone();
        token.status = await request.json();
        changed();
        return done();
      },
    ),
    http.delete("/v1/edgehosts/tokens/:uid", ({ params }) => {
      db.tokens = db.tokens.filter(({ metadata }) => metadata.uid !== params.uid);
      changed();
      return done();
    }),
  ];
}
