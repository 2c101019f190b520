import "@patternfly/react-core/dist/styles/base.css";
import "./styles/brand.css";
import "./styles/base.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/App";
import { startTheme } from "./app/theme";

if (import.meta.env.MODE === "mock") {
  const { startMockServer } = await import("./mocks/browser");
  await startMockServer();
}

startTheme();

const root = document.getElementById("root");
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
