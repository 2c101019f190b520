import { queryOptions } from "@tanstack/react-query";
import type { QueryKey } from "@tanstack/react-query";
import { isBackground } from "./background";
import type { Scope } from "./client";
import { call } from "./client";

/** The options of a query that is one GET. */
export function read<T>(key: QueryKey, path: string, scope: Scope) {
  return queryOptions({
    queryKey: key,
    queryFn: ({ queryKey, signal }) =>
      call<T>("GET", path, { scope, signal, background: isBackground(queryKey) }),
  });
}

/** The options of a query whose question is too long for an address: one POST that changes nothing. */
export function ask<T>(key: QueryKey, path: string, scope: Scope, body: unknown) {
  return queryOptions({
    queryKey: key,
    queryFn: ({ queryKey, signal }) =>
      call<T>("POST", path, { scope, signal, background: isBackground(queryKey), body }),
  });
}

/** A scope as a part of a query's key. */
export function scopeKey(scope: Scope): string {
  return scope === "tenant" ? "tenant" : scope.project;
}
