import { FormHelperText, HelperText, HelperTextItem } from "@patternfly/react-core";
import type { ReactNode } from "react";
import { Message } from "@/components/Message";

interface Props {
  id: string;
  error?: string | undefined;
  children?: ReactNode;
}

/** Under a field: what is wrong with it, or else what it is for. */
export function FieldHelp({ id, error, children }: Props) {
  if (error === undefined && children === undefined) return null;
  return (
    <FormHelperText>
      <HelperText id={id} isLiveRegion={error !== undefined}>
        <HelperTextItem variant={error === undefined ? "default" : "error"}>
          {error === undefined ? children : <Message text={error} />}
        </HelperTextItem>
      </HelperText>
    </FormHelperText>
  );
}
