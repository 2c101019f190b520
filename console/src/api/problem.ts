import type { Refusal } from "./types";

/** The server's refusal of a request, as a value that can be thrown and shown. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  /** JSON pointer of the member that is wrong, when one is. */
  readonly field: string | undefined;
  readonly rule: string | undefined;
  /** Uid of what it collides with. */
  readonly other: string | undefined;
  /** What stands in the way, one line each. */
  readonly items: string[];
  /** The request's id, also in the server's log. */
  readonly ref: string | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(status: number, refusal: Refusal, retryAfterSeconds?: number) {
    super(refusal.message);
    this.name = "Problem";
    this.status = status;
    this.code = refusal.code;
    this.field = refusal.details?.field ?? undefined;
    this.rule = refusal.details?.rule ?? undefined;
    this.other = refusal.details?.other ?? undefined;
    this.items = refusal.details?.items ?? [];
    this.ref = refusal.ref ?? undefined;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** No answer came: the network, or the server, is away. */
export class Unreachable extends Error {
  constructor() {
    super("Gatehouse cannot be reached. Check your connection, then try again.");
    this.name = "Unreachable";
  }
}

export function isSignedOut(error: unknown): boolean {
  return error instanceof Problem && error.status === 401;
}
