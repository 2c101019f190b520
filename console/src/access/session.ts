import { useSyncExternalStore } from "react";
import { createStore } from "@/api/store";

/** True from the moment the server no longer knows this browser's session until somebody signs in again. */
const ended = createStore(false);

export const session = {
  end: () => ended.set(true),
  renew: () => ended.set(false),
};

export function useSessionEnded(): boolean {
  return useSyncExternalStore(ended.subscribe, ended.get);
}
