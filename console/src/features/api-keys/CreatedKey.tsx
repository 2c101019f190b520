import { Button } from "@patternfly/react-core";
import { CopyBlock } from "@/components/CopyBlock";
import { Dialog } from "@/components/Dialog";
import type { Whose } from "./wording";
import { wordings } from "./wording";

interface Props {
  whose: Whose;
  name: string;
  value: string;
  onClose: () => void;
}

/** A new key's value, of which the server keeps only a digest. */
export function CreatedKey({ whose, name, value, onClose }: Props) {
  const { created, keep, use } = wordings[whose];
  return (
    <Dialog title={created(name)} onClose={onClose} footer={<Button onClick={onClose}>Close</Button>}>
      <div className="gh-stack">
        <p>{keep}</p>
        <CopyBlock text={value} what="the API key" wrap />
        {use !== undefined && <p>{use}</p>}
      </div>
    </Dialog>
  );
}
