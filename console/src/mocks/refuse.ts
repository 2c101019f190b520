import { HttpResponse } from "msw";

/** The pretended server's refusal, in the envelope of the real one. */
export function refuse(status: number, message: string, details?: object, headers?: Record<string, string>) {
  const codes: Record<number, string> = {
    400: "InvalidRequest",
    401: "Unauthenticated",
    403: "OperationForbidden",
    404: "ResourceNotFound",
    409: "Conflict",
    429: "TooManyRequests",
  };
  return HttpResponse.json(
    { code: codes[status] ?? "InternalError", message, details, ref: "01930000-mock" },
    { status, headers },
  );
}

export const done = () => new HttpResponse(null, { status: 204 });
export const gone = () => refuse(404, "There is no such thing, or it is not yours to see.");
