import type { HttpHandler } from "msw";
import { HttpResponse, http } from "msw";
import type {
  ApiKey,
  ApiKeyChange,
  ApiKeyInput,
  PasswordPolicy,
  RegistrationToken,
  RegistrationTokenInput,
} from "@/api/types";
import type { Db } from "./db";
import { ago, ahead, meta } from "./meta";
import { done, gone, refuse } from "./refuse";

const day = 86_400_000;

export function aToken(name: string): RegistrationToken {
  const metadata = meta(name, ago(day));
  return {
    metadata,
    spec: { token: `${metadata.uid}.${"s".repeat(43)}`, expiry: ahead(29 * day), defaultProject: null },
    status: { isActive: true },
  };
}

export function anApiKey(
  name: string,
  user: ApiKey["spec"]["user"],
  status: Partial<ApiKey["status"]> = {},
): ApiKey {
  return {
    metadata: meta(name, ago(day)),
    spec: { expiry: ahead(80 * day), key: "", user },
    status: { isActive: true, lastUsed: null, lastUsedFrom: "", ...status },
  };
}

export function aPasswordPolicy(): PasswordPolicy {
  return {
    minLength: 8,
    maxLength: 128,
    minNumOfBlockLetters: 0,
    minNumOfSmallLetters: 0,
    minNumOfDigits: 0,
    minNumOfSpecialCharacters: 0,
    expiryDurationInDays: 0,
    firstReminderInDays: 0,
    isRegex: false,
    regex: "",
    creationTimestamp: ago(day),
    updateTimestamp: ago(day),
  };
}

/** The tenant's settings at the pretended server. */
export function settingsHandlers(db: Db, changed: () => void): HttpHandler[] {
  const tokenOf = (uid: unknown) => db.tokens.find(({ metadata }) => metadata.uid === uid);

  const apiKeyOf = (uid: unknown) => db.apiKeys.find(({ metadata }) => metadata.uid === uid);

  function take(token: RegistrationToken, { metadata, spec }: RegistrationTokenInput) {
    Object.assign(token.metadata, metadata);
    token.spec.expiry = spec?.expiry ?? token.spec.expiry;
    const project = db.projectOf(spec?.defaultProjectUid ?? null)?.project.metadata;
    token.spec.defaultProject = project === undefined ? null : { uid: project.uid, name: project.name };
    changed();
  }

  function userOf(uid: string | null | undefined): ApiKey["spec"]["user"] {
    const found = db.users.find(({ user }) => user.metadata.uid === uid);
    const { firstName, lastName } = found?.user.spec ?? db.me;
    return { uid: found?.user.metadata.uid ?? db.me.uid, firstName, lastName };
  }

  return [
    http.get("/v1/tenants/:uid/password/policy", () => HttpResponse.json(db.passwordPolicy)),
    http.post<never, object>("/v1/tenants/:uid/password/policy", async ({ request }) => {
      Object.assign(db.passwordPolicy, await request.json());
      changed();
      return done();
    }),
    http.get("/v1/tenants/:uid/authTokenSettings", () =>
      HttpResponse.json({ expiryTimeMinutes: db.idleMinutes }),
    ),
    http.put<{ uid: string }, { expiryTimeMinutes: number }>(
      "/v1/tenants/:uid/authTokenSettings",
      async ({ request }) => {
        const { expiryTimeMinutes } = await request.json();
        if (expiryTimeMinutes < 15)
          return refuse(400, "this goes from 15 to 1440", { field: "/expiryTimeMinutes" });
        db.idleMinutes = expiryTimeMinutes;
        changed();
        return done();
      },
    ),

    http.get("/v1/apiKeys", () => HttpResponse.json({ items: db.apiKeys })),
    http.post<never, ApiKeyInput>("/v1/apiKeys", async ({ request }) => {
      const { metadata, spec } = await request.json();
      if (db.apiKeys.some((key) => key.metadata.name === metadata.name))
        return refuse(409, "you have an API key of this name", { field: "/metadata/name" });
      const made = anApiKey(metadata.name, userOf(spec?.userUid));
      made.spec.expiry = spec?.expiry ?? made.spec.expiry;
      db.apiKeys.push(made);
      changed();
      return HttpResponse.json({ uid: made.metadata.uid, apiKey: "ghk_shownOnce" }, { status: 201 });
    }),
    http.put<{ uid: string }, ApiKeyChange>("/v1/apiKeys/:uid", async ({ params, request }) => {
      const found = apiKeyOf(params.uid);
      if (found === undefined) return gone();
      const { metadata, spec } = await request.json();
      Object.assign(found.metadata, metadata);
      found.spec.expiry = spec?.expiry ?? found.spec.expiry;
      changed();
      return done();
    }),
    http.put<{ uid: string }, { isActive: boolean }>(
      "/v1/apiKeys/:uid/state",
      async ({ params, request }) => {
        const found = apiKeyOf(params.uid);
        if (found === undefined) return gone();
        found.status.isActive = (await request.json()).isActive;
        changed();
        return done();
      },
    ),
    http.delete("/v1/apiKeys/:uid", ({ params }) => {
      db.apiKeys = db.apiKeys.filter(({ metadata }) => metadata.uid !== params.uid);
      changed();
      return done();
    }),

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
