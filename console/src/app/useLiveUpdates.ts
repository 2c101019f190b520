import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useSessionEnded } from "@/access/session";
import { refreshInBackground } from "@/api/background";
import { newestChange } from "@/api/client";
import { Problem, isSignedOut } from "@/api/problem";
import { noticeSessionEnd } from "./sessionEnd";

const interval = 1_000;
const longestPause = 15_000;
/** Some of what is shown changes by time alone, such as a node that falls silent. */
const refreshAtLeastEvery = 10_000;

/**
 * Keeps what is on screen current: a visible tab asks every second whether anything has changed. Answers true as soon
 * as nothing that is read from then on can miss a change.
 */
export function useLiveUpdates(): boolean {
  const queries = useQueryClient();
  const sessionEnded = useSessionEnded();
  const [ready, setReady] = useState(false);

  useEffect(() => {
    if (sessionEnded) return;
    const stop = new AbortController();
    let etag: string | null = null;
    let pagesMayBeOlder = false;
    let failures = 0;
    let refreshed = Date.now();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let asking = false;

    function openPages() {
      if (etag === null) pagesMayBeOlder = true;
      setReady(true);
    }

    async function askOnce() {
      const newest = await newestChange(etag, stop.signal);
      const changed = etag === null ? pagesMayBeOlder : newest !== etag;
      etag = newest;
      if (changed || failures > 0 || Date.now() - refreshed >= refreshAtLeastEvery) {
        refreshed = Date.now();
        await refreshInBackground(queries);
      }
      failures = 0;
      return interval;
    }

    function pauseAfter(error: unknown): number {
      failures += 1;
      const told = error instanceof Problem ? (error.retryAfterSeconds ?? 0) * 1_000 : 0;
      const growing = interval * 2 ** failures * (0.75 + Math.random() / 2);
      return Math.max(told, Math.min(longestPause, growing));
    }

    async function ask() {
      if (asking) return;
      clearTimeout(timer);
      if (document.hidden) return openPages();
      asking = true;
      let pause = interval;
      try {
        pause = await askOnce();
      } catch (error) {
        if (stop.signal.aborted) return;
        noticeSessionEnd(queries, error);
        if (isSignedOut(error)) return;
        pause = pauseAfter(error);
      } finally {
        asking = false;
      }
      openPages();
      if (!stop.signal.aborted) timer = setTimeout(() => void ask(), pause);
    }

    const onVisible = () => void ask();
    document.addEventListener("visibilitychange", onVisible);
    void ask();
    return () => {
      stop.abort();
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", onVisible);
    };
  }, [queries, sessionEnded]);

  return ready;
}
