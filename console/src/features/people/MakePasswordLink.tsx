import { Button } from "@patternfly/react-core";
import { useMutation } from "@tanstack/react-query";
import { makePasswordLink } from "@/api/users";
import { Dialog } from "@/components/Dialog";
import { ProblemAlert } from "@/components/ProblemAlert";
import { ShownLink } from "./ShownLink";

interface Props {
  uid: string;
  name: string;
  onClose: () => void;
}

/** For a user who cannot sign in: asks, makes the link and shows it. */
export function MakePasswordLink({ uid, name, onClose }: Props) {
  const link = useMutation({ mutationFn: () => makePasswordLink(uid) });
  if (link.data !== undefined) {
    const title = `A password link for ${name}`;
    return <ShownLink title={title} what="password link" link={link.data.link} onClose={onClose} />;
  }
  return (
    <Dialog
      title={`Make a password link for ${name}?`}
      size="small"
      initialFocus="footer button"
      onClose={onClose}
      footer={
        <>
          <Button isLoading={link.isPending} isDisabled={link.isPending} onClick={() => link.mutate()}>
            Make link
          </Button>
          <Button variant="link" onClick={onClose}>
            Cancel
          </Button>
        </>
      }
    >
      <div className="gh-stack">
        <p>
          By it they choose a password. Until then nothing changes for them, but a link from before works no
          more.
        </p>
        {link.error && <ProblemAlert problem={link.error} title="No link was made" />}
      </div>
    </Dialog>
  );
}
