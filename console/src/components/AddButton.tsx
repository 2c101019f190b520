import { Button } from "@patternfly/react-core";
import AddIcon from "@patternfly/react-icons/dist/esm/icons/rh-ui-add-icon";

/** The main button of a table: adds a row to it. */
export function AddButton({ onClick, children }: { onClick: () => void; children: string }) {
  return (
    <Button icon={<AddIcon />} onClick={onClick}>
      {children}
    </Button>
  );
}
