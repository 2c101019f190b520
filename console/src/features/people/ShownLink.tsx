import { Button } from "@patternfly/react-core";
import { CopyBlock } from "@/components/CopyBlock";
import { Dialog } from "@/components/Dialog";

interface Props {
  title: string;
  what: "activation link" | "password link";
  /** Empty where it was sent by mail. */
  link: string;
  onClose: () => void;
}

/** By which a user sets their password. The server keeps only a digest of it. */
export function ShownLink({ title, what, link, onClose }: Props) {
  return (
    <Dialog
      title={title}
      size={link === "" ? "small" : "medium"}
      onClose={onClose}
      footer={<Button onClick={onClose}>Close</Button>}
    >
      {link === "" ? (
        <p>The {what} was sent by mail. It works once, for three days.</p>
      ) : (
        <div className="gh-stack">
          <p>
            Send them this link, by a way that only they can read: whoever opens it first chooses the
            password. It works once, for three days, and <strong>is shown only now</strong>.
          </p>
          <CopyBlock text={link} what={`the ${what}`} wrap />
        </div>
      )}
    </Dialog>
  );
}
