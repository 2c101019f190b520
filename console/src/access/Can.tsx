import type { ReactNode } from "react";
import type { Permission } from "@/api/types";
import { useCan } from "./scope";

export function Can({ permission, children }: { permission: Permission; children: ReactNode }) {
  return useCan()(permission) ? children : null;
}
