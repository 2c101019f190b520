import { Alert, Button } from "@patternfly/react-core";
import InformationIcon from "@patternfly/react-icons/dist/esm/icons/rh-ui-information-fill-icon";
import WarningIcon from "@patternfly/react-icons/dist/esm/icons/rh-ui-warning-fill-icon";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Problem } from "@/api/problem";
import { Dialog } from "./Dialog";
import { focusMain } from "./focusMain";
import { Lines } from "./Message";
import { ProblemAlert } from "./ProblemAlert";
import { useToast } from "./Toasts";

interface Props {
  /** "Delete SSH key laptop?" */
  title: string;
  /** What was not done, when it fails: "The key was not deleted". */
  failure: string;
  /** What was done, in passing: "laptop was deleted". */
  success: string;
  /** The word on the button. */
  verb?: string;
  /** What deleting means, in plain words. */
  children: ReactNode;
  /** What deleting by force means. Given where the server may refuse because nodes stand in the way. */
  byForce?: ReactNode;
  remove: (force: boolean) => Promise<void>;
  onClose: () => void;
  /** After it is gone: leave a page that is no more. */
  onGone?: () => void;
}

/**
 * Asks before something is deleted. Where nodes stand in the way it names them and offers force; where some of them
 * could not confirm, it says by when they close by themselves.
 */
export function DeleteDialog(props: Props) {
  const { title, failure, success, verb = "Delete", children, byForce, remove, onClose, onGone } = props;
  const queries = useQueryClient();
  const toast = useToast();
  const deletion = useMutation({
    mutationFn: (force: boolean) => remove(force),
    onSuccess: async () => {
      toast({ title: success });
      onGone?.();
      await queries.invalidateQueries();
      onClose();
      // The dialog gives the focus back to the menu it came from, which is gone with its row.
      setTimeout(focusMain, 0);
    },
    onError: () => queries.invalidateQueries(),
  });

  const problem = deletion.error instanceof Problem ? deletion.error : null;
  const unconfirmed = problem?.rule === "NODES_UNCONFIRMED";
  const inTheWay =
    byForce !== undefined && problem?.status === 409 && problem.items.length > 0 && !unconfirmed;

  return (
    <Dialog
      title={title}
      icon={unconfirmed ? <InformationIcon className="gh-info" /> : <WarningIcon className="gh-warn" />}
      size="small"
      initialFocus="footer button:last-child"
      onClose={onClose}
      footer={
        unconfirmed ? (
          <Button onClick={onClose}>Close</Button>
        ) : (
          <>
            <Button
              variant="danger"
              isLoading={deletion.isPending}
              isDisabled={deletion.isPending}
              onClick={() => deletion.mutate(inTheWay)}
            >
              {inTheWay ? `${verb} by force` : verb}
            </Button>
            <Button variant="link" onClick={onClose}>
              Cancel
            </Button>
          </>
        )
      }
    >
      <div className="gh-stack">
        {!inTheWay && !unconfirmed && children}
        {inTheWay && (
          <>
            <Alert
              variant="warning"
              isInline
              isPlain
              component="p"
              title="Nodes stand in the way"
              role="alert"
            >
              <Lines items={problem.items} />
            </Alert>
            {byForce}
          </>
        )}
        {unconfirmed && (
          <Alert
            variant="info"
            isInline
            isPlain
            component="p"
            title="Being deleted, not gone yet"
            role="alert"
          >
            <p>
              These nodes did not confirm that they let nobody in any more. Each closes by itself at the time
              beside it, or as soon as it is heard again. Then the rest goes without your help.
            </p>
            <Lines items={problem.items} />
          </Alert>
        )}
        {deletion.error && !inTheWay && !unconfirmed && (
          <ProblemAlert problem={deletion.error} title={failure} />
        )}
      </div>
    </Dialog>
  );
}
