import "@testing-library/jest-dom/vitest";
import { cleanup, configure } from "@testing-library/react";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { session } from "@/access/session";
import { reachable } from "@/api/client";
import { mockServer } from "./server";

// What jsdom leaves out.
window.matchMedia = (query) =>
  Object.assign(new EventTarget(), {
    matches: false,
    media: query,
    onchange: null,
    addListener: () => {},
    removeListener: () => {},
  });
Object.assign(HTMLDialogElement.prototype, {
  showModal(this: HTMLDialogElement) {
    this.open = true;
  },
  close(this: HTMLDialogElement) {
    this.open = false;
  },
});

// There are no style sheets here, and jsdom would spend most of the time on computing styles from none.
const shown = document.createElement("i").style;
const hidden = document.createElement("i").style;
hidden.display = "none";
window.getComputedStyle = (element, pseudo) => {
  if (pseudo) return shown;
  return element.hasAttribute("hidden") ? hidden : (element as HTMLElement).style;
};

// A busy machine is slow, not wrong.
configure({ asyncUtilTimeout: 8_000 });

beforeAll(() => mockServer.listen({ onUnhandledRequest: "error" }));
beforeEach(() => {
  session.renew();
  reachable.set(true);
  localStorage.clear();
});
afterEach(() => {
  cleanup();
  mockServer.resetHandlers();
});
afterAll(() => mockServer.close());
