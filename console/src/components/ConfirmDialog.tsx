import { Button } from "@patternfly/react-core";
import WarningIcon from "@patternfly/react-icons/dist/esm/icons/rh-ui-warning-fill-icon";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Dialog } from "./Dialog";
import { ProblemAlert } from "./ProblemAlert";
import { useToast } from "./Toasts";

interface Props {
  /** "Approve SSH key laptop?" */
  title: string;
  /** The word on the button. */
  verb: string;
  /** What was not done, when it fails: "The key was not approved". */
  failure: string;
  /** What was done, in passing: "laptop was approved". */
  success: string;
  act: () => Promise<void>;
  onClose: () => void;
  /** What doing it means, in plain words. */
  children: ReactNode;
}

/** Asks before something is let in, or in again. */
export function ConfirmDialog({ title, verb, failure, success, act, onClose, children }: Props) {
  const queries = useQueryClient();
  const toast = useToast();
  const deed = useMutation({
    mutationFn: act,
    onSuccess: async () => {
      toast({ title: success });
      await queries.invalidateQueries();
      onClose();
    },
    onError: () => queries.invalidateQueries(),
  });
  return (
    <Dialog
      title={title}
      icon={<WarningIcon className="gh-warn" />}
      size="small"
      initialFocus="footer button:last-child"
      onClose={onClose}
      footer={
        <>
          <Button isLoading={deed.isPending} isDisabled={deed.isPending} onClick={() => deed.mutate()}>
            {verb}
          </Button>
          <Button variant="link" onClick={onClose}>
            Cancel
          </Button>
        </>
      }
    >
      <div className="gh-stack">
        {children}
        {deed.error && <ProblemAlert problem={deed.error} title={failure} />}
      </div>
    </Dialog>
  );
}
