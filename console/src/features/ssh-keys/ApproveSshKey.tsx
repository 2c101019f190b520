import { usePlace } from "@/access/scope";
import { approveSshKey } from "@/api/sshKeys";
import type { SshKey } from "@/api/types";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { Fingerprint } from "@/components/Fingerprint";

/** Asks before a key that came back with an older state is let in. */
export function ApproveSshKey({ sshKey, onClose }: { sshKey: SshKey; onClose: () => void }) {
  const { scope } = usePlace();
  const { name, uid } = sshKey.metadata;
  return (
    <ConfirmDialog
      title={`Approve SSH key “${name}”?`}
      verb="Approve"
      failure="The key was not approved"
      success={`“${name}” was approved`}
      act={() => approveSshKey(scope, uid)}
      onClose={onClose}
    >
      <p>
        This key came back with an older state of the console. It may have been deleted, or limited, because
        its owner left or its private half was stolen.
      </p>
      <p>
        Approve it only if you know that it should open nodes, as it stands here:{" "}
        <Fingerprint value={sshKey.status.fingerprint} of={name} />
      </p>
    </ConfirmDialog>
  );
}
