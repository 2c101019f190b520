import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

/** `npm run dev:mock` works without a server; its service worker must never be part of what is shipped. */
function mockServiceWorker(): Plugin {
  const worker = fileURLToPath(import.meta.resolve("msw/mockServiceWorker.js"));
  return {
    name: "mock-service-worker",
    apply: "serve",
    configureServer(server) {
      server.middlewares.use("/mockServiceWorker.js", (_request, response, next) => {
        readFile(worker).then((text) => {
          response.setHeader("Content-Type", "text/javascript");
          response.end(text);
        }, next);
      });
    },
  };
}

// `npm run dev` speaks to a running server, https://localhost:8443 unless told otherwise.
const server = process.env.GATEHOUSE_URL ?? "https://localhost:8443";

export default defineConfig(({ mode }) => ({
  plugins: [react(), ...(mode === "mock" ? [mockServiceWorker()] : [])],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  build: {
    // The server's Content-Security-Policy allows fonts, scripts and styles as files of its own only.
    assetsInlineLimit: 0,
    target: "es2022",
    // What others wrote and is bundled here wants its licence beside it.
    license: { fileName: "licenses.md" },
  },
  server: {
    proxy: { "/v1": { target: server, changeOrigin: true, secure: false, headers: { origin: server } } },
  },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["src/mocks/setupTests.ts"],
    css: false,
    restoreMocks: true,
    testTimeout: 30_000,
    server: { deps: { inline: [/@patternfly\//] } },
  },
}));
