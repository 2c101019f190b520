import { useQuery } from "@tanstack/react-query";
import { usePlace } from "@/access/scope";
import { clustersQuery } from "@/api/clusters";
import { deleteSshKey } from "@/api/sshKeys";
import type { SshKey } from "@/api/types";
import { DeleteDialog } from "@/components/DeleteDialog";
import { count } from "@/components/time";
import { clustersOpenedBy, opens } from "./describe";

export function DeleteSshKey({ sshKey, onClose }: { sshKey: SshKey; onClose: () => void }) {
  const { scope } = usePlace();
  const { name, uid } = sshKey.metadata;
  return (
    <DeleteDialog
      title={`Delete SSH key “${name}”?`}
      failure="The key was not deleted"
      success={`“${name}” was deleted`}
      remove={() => deleteSshKey(scope, uid)}
      onClose={onClose}
    >
      <WhatCloses sshKey={sshKey} />
    </DeleteDialog>
  );
}

function WhatCloses({ sshKey }: { sshKey: SshKey }) {
  const { scope } = usePlace();
  if (!opens(sshKey.status)) return <p>This key opens nothing any more, so nothing changes on the nodes.</p>;
  if (sshKey.status.coveredBy !== null) {
    return <p>The tenant’s key decides for the same public key and stays: its owner still gets in.</p>;
  }
  return (
    <>
      {scope === "tenant" ? (
        <p>
          It closes <strong>all clusters of all projects</strong> to this key.
        </p>
      ) : (
        <ClosingClusters sshKey={sshKey} />
      )}
      <p>
        Connected nodes refuse it within about a second. A node that is offline refuses it when it is heard
        again, or when its lease ends.
      </p>
      <p>Sessions that are already open go on until they end.</p>
    </>
  );
}

function ClosingClusters({ sshKey }: { sshKey: SshKey }) {
  const { scope, name } = usePlace();
  const clusters = useQuery(clustersQuery(scope));
  if (clusters.data === undefined) return <p>It closes the clusters of {name} to this key.</p>;
  const closing = clustersOpenedBy(sshKey, clusters.data.items);
  if (closing.length === 0) return <p>It opens no cluster of {name}, so nothing closes.</p>;
  return (
    <div>
      <p>These clusters close to this key:</p>
      <ul className="gh-list">
        {closing.map(({ metadata, status }) => (
          <li key={metadata.uid}>
            <strong>{metadata.name}</strong> (
            {status.nodes.total === 0 ? "no nodes" : count(status.nodes.total, "node")})
          </li>
        ))}
      </ul>
    </div>
  );
}
