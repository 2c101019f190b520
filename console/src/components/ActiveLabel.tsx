import { Label } from "@patternfly/react-core";

export const activeText = (isActive: boolean) => (isActive ? "Active" : "Inactive");

export function ActiveLabel({ isActive }: { isActive: boolean }) {
  return (
    <Label isCompact variant="outline" color={isActive ? "green" : "grey"}>
      {activeText(isActive)}
    </Label>
  );
}
