import { Button } from "@patternfly/react-core";
import WarningIcon from "@patternfly/react-icons/dist/esm/icons/rh-ui-warning-fill-icon";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { usePlace } from "@/access/scope";
import { approveSshKey } from "@/api/sshKeys";
import type { SshKey } from "@/api/types";
import { Dialog } from "@/components/Dialog";
import { Fingerprint } from "@/components/Fingerprint";
import { ProblemAlert } from "@/components/ProblemAlert";
import { useToast } from "@/components/Toasts";

/** Asks before a key that came back with an older state is let in. */
export function ApproveSshKey({ sshKey, onClose }: { sshKey: SshKey; onClose: () => void }) {
  const { scope } = usePlace();
  const queries = useQueryClient();
  const toast = useToast();
  const { name, uid } = sshKey.metadata;
  const approval = useMutation({
    mutationFn: () => approveSshKey(scope, uid),
    onSuccess: async () => {
      toast({ title: `“${name}” was approved` });
      await queries.invalidateQueries();
      onClose();
    },
    onError: () => queries.invalidateQueries(),
  });
  return (
    <Dialog
      title={`Approve SSH key “${name}”?`}
      icon={<WarningIcon className="gh-warn" />}
      size="small"
      initialFocus="footer button:last-child"
      onClose={onClose}
      footer={
        <>
          <Button
            isLoading={approval.isPending}
            isDisabled={approval.isPending}
            onClick={() => approval.mutate()}
          >
            Approve
          </Button>
          <Button variant="link" onClick={onClose}>
            Cancel
          </Button>
        </>
      }
    >
      <div className="gh-stack">
        <p>
          This key came back with an older state of the console. It may have been deleted, or limited, because
          its owner left or its private half was stolen.
        </p>
        <p>
          Approve it only if you know that it should open nodes, as it stands here:{" "}
          <Fingerprint value={sshKey.status.fingerprint} of={name} />
        </p>
        {approval.error && <ProblemAlert problem={approval.error} title="The key was not approved" />}
      </div>
    </Dialog>
  );
}
