import { Button } from "@patternfly/react-core";
import { CopyBlock } from "@/components/CopyBlock";
import { Dialog } from "@/components/Dialog";

/** A new key's value, of which the server keeps only a digest. */
export function CreatedKey({ name, value, onClose }: { name: string; value: string; onClose: () => void }) {
  return (
    <Dialog
      title={`API key “${name}” was created`}
      size="medium"
      onClose={onClose}
      footer={<Button onClick={onClose}>Close</Button>}
    >
      <div className="gh-stack">
        <p>
          Whoever shows it in the header <code>ApiKey</code> may do what its user may. Keep it where only its
          program can read it. It <strong>is shown only now</strong>.
        </p>
        <CopyBlock text={value} what="the API key" wrap />
      </div>
    </Dialog>
  );
}
