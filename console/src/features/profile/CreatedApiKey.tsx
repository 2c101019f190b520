import { Button } from "@patternfly/react-core";
import { CopyBlock } from "@/components/CopyBlock";
import { Dialog } from "@/components/Dialog";

interface Props {
  name: string;
  value: string;
  onClose: () => void;
}

/** The server keeps only a digest of the value. */
export function CreatedApiKey({ name, value, onClose }: Props) {
  return (
    <Dialog
      title={`“${name}” was created`}
      onClose={onClose}
      footer={<Button onClick={onClose}>Close</Button>}
    >
      <div className="gh-stack">
        <p>
          Copy the key to where the program keeps its secrets. It <strong>is shown only now</strong>: if it is
          lost, delete it and create another.
        </p>
        <CopyBlock text={value} what="the API key" wrap />
        <p>
          A program sends it in the header <code>ApiKey</code> of each request.
        </p>
      </div>
    </Dialog>
  );
}
