import { render } from "@testing-library/react";
import userEvent, { PointerEventsCheckLevel } from "@testing-library/user-event";
import { App } from "@/app/App";
import type { Db, ProjectData } from "./db";
import { handlersFor } from "./handlers";
import { mockServer } from "./server";

/** Opens the whole console at `path` against `db`, and notes every request it makes. */
export function open(db: Db, path: string) {
  const requests: Request[] = [];
  const bodies: string[] = [];
  mockServer.use(...handlersFor(db));
  mockServer.events.removeAllListeners();
  mockServer.events.on("request:start", ({ request }) => {
    requests.push(request);
    void request
      .clone()
      .text()
      .then((text) => bodies.push(text));
  });
  window.history.pushState(null, "", path);
  render(<App />);
  return { user: userEvent.setup({ pointerEventsCheck: PointerEventsCheckLevel.Never }), requests, bodies };
}

export function keysOf({ project }: ProjectData): string {
  return `/projects/${project.metadata.uid}/settings/ssh-keys`;
}

export function clustersOf({ project }: ProjectData): string {
  return `/projects/${project.metadata.uid}/clusters`;
}
