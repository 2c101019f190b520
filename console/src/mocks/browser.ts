import { setupWorker } from "msw/browser";
import { demoDb } from "./db";
import { handlersFor } from "./handlers";

export async function startMockServer(): Promise<void> {
  const worker = setupWorker(...handlersFor(demoDb()));
  await worker.start({ onUnhandledRequest: "bypass", quiet: true });
}
