import { Button } from "@patternfly/react-core";
import { CopyBlock } from "@/components/CopyBlock";
import { Dialog } from "@/components/Dialog";

interface Props {
  emailId: string;
  /** Empty where it was sent by mail. */
  link: string;
  onClose: () => void;
}

/** What a new user begins with. The server keeps only a digest of it. */
export function ActivationLink({ emailId, link, onClose }: Props) {
  return (
    <Dialog
      title={`${emailId} was created`}
      size={link === "" ? "small" : "medium"}
      onClose={onClose}
      footer={<Button onClick={onClose}>Close</Button>}
    >
      {link === "" ? (
        <p>The activation link was sent by mail. It works once, for three days.</p>
      ) : (
        <div className="gh-stack">
          <p>
            Send them this link, by a way that only they can read: whoever opens it first chooses the
            password. It works once, for three days, and <strong>is shown only now</strong>.
          </p>
          <CopyBlock text={link} what="the activation link" wrap />
        </div>
      )}
    </Dialog>
  );
}
