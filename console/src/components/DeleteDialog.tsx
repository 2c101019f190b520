import { Alert, Button, Modal, ModalBody, ModalFooter, ModalHeader } from "@patternfly/react-core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Problem } from "@/api/problem";
import { focusMain } from "./focusMain";
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
    onSuccess: () => {
      toast({ title: success });
      onClose();
      onGone?.();
      focusMain();
    },
    onSettled: () => queries.invalidateQueries(),
  });

  const problem = deletion.error instanceof Problem ? deletion.error : null;
  const unconfirmed = problem?.rule === "NODES_UNCONFIRMED";
  const inTheWay =
    byForce !== undefined && problem?.status === 409 && problem.items.length > 0 && !unconfirmed;

  return (
    <Modal
      isOpen
      variant="small"
      onClose={onClose}
      aria-labelledby="delete-title"
      aria-describedby="delete-body"
      elementToFocus="#delete-cancel"
    >
      <ModalHeader title={title} labelId="delete-title" titleIconVariant={unconfirmed ? "info" : "warning"} />
      <ModalBody id="delete-body">
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
                <ul className="gh-list">
                  {problem.items.map((item) => (
                    <li key={item}>{item}</li>
                  ))}
                </ul>
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
                These nodes did not confirm that they let nobody in any more. Each closes by itself at the
                time beside it, or as soon as it is heard again. Then the rest goes without your help.
              </p>
              <ul className="gh-list">
                {problem.items.map((item) => (
                  <li key={item}>{item}</li>
                ))}
              </ul>
            </Alert>
          )}
          {deletion.error && !inTheWay && !unconfirmed && (
            <ProblemAlert problem={deletion.error} title={failure} />
          )}
        </div>
      </ModalBody>
      <ModalFooter>
        {unconfirmed ? (
          <Button id="delete-cancel" variant="primary" onClick={onClose}>
            Close
          </Button>
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
            <Button id="delete-cancel" variant="link" onClick={onClose}>
              Cancel
            </Button>
          </>
        )}
      </ModalFooter>
    </Modal>
  );
}
