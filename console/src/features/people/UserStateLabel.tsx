import { Label } from "@patternfly/react-core";
import type { User } from "@/api/types";
import { stateNames } from "./describe";

const colors = { invited: "blue", active: "green", deactivated: "grey" } as const;

export function UserStateLabel({ status: { state } }: { status: User["status"] }) {
  return (
    <Label isCompact variant="outline" color={colors[state]}>
      {stateNames[state]}
    </Label>
  );
}
