import type { HttpHandler } from "msw";
import { http } from "msw";
import type { Db } from "./db";
import { done, refuse } from "./refuse";

/** What the pretended server answers who is not signed in yet. */
export function sessionHandlers(db: Db): HttpHandler[] {
  return [
    http.post<never, { password: string }>("/v1/auth/session", async ({ request }) => {
      const { password } = await request.json();
      if (password !== "wrong" && password !== "") {
        if (db.passwordExpired) {
          const details = { field: "/password", rule: "PASSWORD_EXPIRED" };
          return refuse(403, "this password has expired; choose another", details);
        }
        db.signedIn = true;
        db.refusals = 0;
        return done();
      }
      db.refusals += 1;
      if (db.refusals > 2) return refuse(429, "Too many attempts.", undefined, { "Retry-After": "12" });
      return refuse(401, "The e-mail or the password is not right.");
    }),
    http.delete("/v1/auth/session", () => {
      db.signedIn = false;
      return done();
    }),
    http.patch<{ token: string; how: string }, { password: string }>(
      "/v1/auth/password/:token/:how",
      async ({ params, request }) => {
        if (params.token === "old")
          return refuse(404, "This link was used already, or is too old. Ask for a new one.");
        const { password } = await request.json();
        if (password.length < 12) {
          return refuse(400, "A password needs at least 12 characters.", { field: "/password" });
        }
        return done();
      },
    ),
    http.post("/v1/auth/user/password/reset", () => done()),
    http.patch<never, { newPassword: string }>("/v1/users/password/change", async ({ request }) => {
      const { newPassword } = await request.json();
      if (newPassword.length < 8)
        return refuse(400, "a password needs at least 8 characters", { field: "/newPassword" });
      db.passwordExpired = false;
      return done();
    }),
  ];
}
