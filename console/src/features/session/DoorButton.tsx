import { Button } from "@patternfly/react-core";
import type { ReactNode } from "react";

interface Props {
  isPending: boolean;
  isDisabled?: boolean;
  children: ReactNode;
}

/** What sends the form of a door. */
export function DoorButton({ isPending, isDisabled = false, children }: Props) {
  return (
    <Button type="submit" size="lg" isBlock isLoading={isPending} isDisabled={isPending || isDisabled}>
      {children}
    </Button>
  );
}
