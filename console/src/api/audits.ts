import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { Scope } from "./client";
import { read, scopeKey } from "./read";
import type { AuditList, AuditWithChanges } from "./types";

/** How many events a page has, and how far the server counts and exports. */
export const auditPageSize = 50;
export const mostAudits = 10_000;

/** Which events; what is not given lets all through. */
export interface AuditFilter {
  startTime?: string;
  endTime?: string;
  actor?: string;
  resourceKind?: string;
  resourceUid?: string;
  actionType?: string;
  outcome?: string;
}

export type ExportFormat = "csv" | "jsonl";

export function auditsQuery(scope: Scope, filter: AuditFilter, page: number) {
  const wanted = parametersOf(filter);
  if (page > 1) wanted.set("offset", String((page - 1) * auditPageSize));
  return queryOptions({
    ...read<AuditList>(["audits", scopeKey(scope), wanted.toString()], `/v1/audits?${wanted}`, scope),
    placeholderData: keepPreviousData,
  });
}

export const auditQuery = (scope: Scope, uid: string) =>
  read<AuditWithChanges>(["audit", scopeKey(scope), uid], `/v1/audits/${encodeURIComponent(uid)}`, scope);

/** Where a browser can save what the filter lets through. */
export function auditExportUrl(scope: Scope, filter: AuditFilter, format: ExportFormat): string {
  const wanted = parametersOf(filter);
  wanted.set("format", format);
  if (scope !== "tenant") wanted.set("ProjectUid", scope.project);
  return `/v1/audits/export?${wanted}`;
}

function parametersOf(filter: AuditFilter): URLSearchParams {
  return new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== undefined));
}
