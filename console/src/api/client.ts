import { Problem, Unreachable } from "./problem";
import { learnServerTime } from "./serverClock";
import { createStore } from "./store";
import type { Refusal } from "./types";

/** Where a request applies: one project, or the tenant. */
export type Scope = { project: string } | "tenant";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

export interface CallOptions {
  scope?: Scope;
  body?: unknown;
  /** Not a person's action: does not keep the session alive. */
  background?: boolean;
  signal?: AbortSignal;
}

const patience = 30_000;
/** A poll is answered at once; waiting longer would only hide that the server is away. */
const pollPatience = 8_000;

/** False from a request that got no answer until one that did. */
export const reachable = createStore(true);

/** Sends one request; throws Problem when it is refused, Unreachable when there is no answer. */
export async function call<T>(method: Method, path: string, options: CallOptions = {}): Promise<T> {
  const response = await send(method, path, options);
  const text = await response.text();
  if (!response.ok) throw toProblem(response, text);
  return (text === "" ? undefined : JSON.parse(text)) as T;
}

/** Asks whether anything that a console shows has changed since `etag`; answers the newest one. */
export async function newestChange(etag: string | null, signal: AbortSignal): Promise<string | null> {
  const headers = etag === null ? undefined : { "If-None-Match": etag };
  const options = { background: true, signal };
  const response = await send("GET", "/v1/changes", options, { headers, patience: pollPatience });
  const text = await response.text();
  if (response.status === 304) return etag;
  if (!response.ok) throw toProblem(response, text);
  return response.headers.get("ETag");
}

async function send(
  method: Method,
  path: string,
  { scope, body, background, signal }: CallOptions,
  extra: { headers?: Record<string, string>; patience?: number } = {},
): Promise<Response> {
  const headers = new Headers({ Accept: "application/json", ...extra.headers });
  const timeout = AbortSignal.timeout(extra.patience ?? patience);
  if (scope !== undefined && scope !== "tenant") headers.set("ProjectUid", scope.project);
  if (background) headers.set("X-Gatehouse-Background", "true");
  if (body !== undefined) headers.set("Content-Type", "application/json");
  try {
    const response = await fetch(path, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: "same-origin",
      cache: "no-store",
      redirect: "error",
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    reachable.set(true);
    learnServerTime(response.headers.get("Date"));
    return response;
  } catch (error) {
    if (signal?.aborted) throw error;
    reachable.set(false);
    throw new Unreachable();
  }
}

function toProblem(response: Response, text: string): Problem {
  const seconds = Number(response.headers.get("Retry-After") ?? NaN);
  return new Problem(
    response.status,
    parseRefusal(response, text),
    Number.isNaN(seconds) ? undefined : seconds,
  );
}

/** A proxy in between may answer with a page of its own instead of our envelope. */
function parseRefusal(response: Response, text: string): Refusal {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === "object" && parsed !== null && "message" in parsed) return parsed as Refusal;
  } catch {
    // Not JSON, so not ours: said below.
  }
  return {
    code: "Unexpected",
    message: `The answer was not understood (HTTP ${response.status}). Try again in a moment.`,
    details: null,
    ref: null,
  };
}
