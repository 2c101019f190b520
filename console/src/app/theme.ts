import { createStore } from "@/api/store";

export type ThemeChoice = "system" | "light" | "dark";

const storageKey = "gatehouse.theme";
const systemIsDark = window.matchMedia("(prefers-color-scheme: dark)");

function remembered(): ThemeChoice {
  const choice = localStorage.getItem(storageKey);
  return choice === "light" || choice === "dark" ? choice : "system";
}

export const theme = createStore<ThemeChoice>(remembered());

function apply(): void {
  const choice = theme.get();
  const dark = choice === "dark" || (choice === "system" && systemIsDark.matches);
  document.documentElement.classList.toggle("pf-v6-theme-dark", dark);
  document.documentElement.style.colorScheme = dark ? "dark" : "light";
}

/** Shows the chosen theme from now on, and follows the system where none was chosen. */
export function startTheme(): void {
  apply();
  systemIsDark.addEventListener("change", apply);
  theme.subscribe(() => {
    localStorage.setItem(storageKey, theme.get());
    apply();
  });
}
