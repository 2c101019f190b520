import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { usePlace } from "@/access/scope";
import { keyCheckQuery } from "@/api/sshKeys";
import type { KeyCheck, SshKey } from "@/api/types";
import { isSameKeyText } from "./form";
import { looksLikePrivateKey } from "./privateKey";

export type Verdict =
  | { state: "nothing" }
  | { state: "checking" }
  | { state: "unknown"; error: Error }
  | { state: "checked"; key: KeyCheck["key"]; problem: string | undefined; nameProblem: string | undefined };

const pause = 300;

/** Asks the server, once typing rests, what it would say of this key. */
export function useKeyCheck(publicKey: string, name: string, existing?: SshKey): Verdict {
  const { scope } = usePlace();
  const text = publicKey.trim();
  const [rested, setRested] = useState({ text, name });
  useEffect(() => {
    const timer = setTimeout(() => setRested({ text, name }), pause);
    return () => clearTimeout(timer);
  }, [text, name]);

  const asks =
    text !== "" && rested.text === text && !isSameKeyText(text, existing) && !looksLikePrivateKey(text);
  const check = useQuery({
    ...keyCheckQuery(scope, rested.text, rested.name, existing?.metadata.uid),
    enabled: asks,
    placeholderData: (last, query) => (query?.queryKey[2] === rested.text ? last : undefined),
  });

  if (text === "") return { state: "nothing" };
  if (existing !== undefined && isSameKeyText(text, existing)) {
    const key = { ...existing.status, comment: "" };
    return { state: "checked", key, problem: undefined, nameProblem: undefined };
  }
  if (!asks || check.isPending) return { state: "checking" };
  if (check.data === undefined) return { state: "unknown", error: check.error ?? new Error("No answer.") };

  const { key, problem } = check.data;
  const aboutName = problem?.field?.endsWith("/name") ?? false;
  return {
    state: "checked",
    key,
    problem: aboutName ? undefined : problem?.message,
    nameProblem: aboutName ? problem?.message : undefined,
  };
}
