import { setupServer } from "msw/node";

/** Stands for the server in component tests; see render.tsx. */
export const mockServer = setupServer();
