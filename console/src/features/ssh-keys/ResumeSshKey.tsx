import { usePlace } from "@/access/scope";
import { resumeSshKey } from "@/api/sshKeys";
import type { SshKey } from "@/api/types";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { Fingerprint } from "@/components/Fingerprint";
import { Message } from "@/components/Message";
import { ownerName } from "./describe";

/** Asks before a key is let in again whose owner had left. */
export function ResumeSshKey({ sshKey, onClose }: { sshKey: SshKey; onClose: () => void }) {
  const { scope } = usePlace();
  const { name, uid } = sshKey.metadata;
  return (
    <ConfirmDialog
      title={`Resume SSH key “${name}”?`}
      verb="Resume"
      failure="The key was not resumed"
      success={`“${name}” was resumed`}
      act={() => resumeSshKey(scope, uid)}
      onClose={onClose}
    >
      {sshKey.status.suspended !== null && (
        <p>
          <Message text={sshKey.status.suspended} />
        </p>
      )}
      <p>
        Resume it only if {ownerName(sshKey)} is back and still has its private half:{" "}
        <Fingerprint value={sshKey.status.fingerprint} of={name} />
      </p>
    </ConfirmDialog>
  );
}
