import { Button, Skeleton, Spinner } from "@patternfly/react-core";
import CheckIcon from "@patternfly/react-icons/dist/esm/icons/rh-ui-check-circle-fill-icon";
import type { UseMutationResult } from "@tanstack/react-query";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { usePlace } from "@/access/scope";
import { nodesQuery } from "@/api/clusters";
import type { Cluster, Enrolment } from "@/api/types";
import { CopyBlock } from "@/components/CopyBlock";
import { Dialog } from "@/components/Dialog";
import { ProblemAlert } from "@/components/ProblemAlert";
import { exactly, parseTime, relative, useNow } from "@/components/time";
import styles from "./Connect.module.css";
import waiting from "./AddNode.module.css";

interface Props {
  cluster: Cluster;
  enrolment: UseMutationResult<Enrolment, Error, void>;
  onClose: () => void;
}

/** The one command that makes a machine a node of this cluster, and the wait for it. */
export function AddNode({ cluster, enrolment, onClose }: Props) {
  const { mutate, data, error, isPending } = enrolment;

  return (
    <Dialog
      title={`Add a node to ${cluster.metadata.name}`}
      onClose={onClose}
      footer={<Button onClick={onClose}>Done</Button>}
    >
      <div className={styles.steps}>
        <section className={styles.step}>
          <p>
            Run this on the machine. It needs the program <code>gatehouse-agent</code>, an OpenSSH server, and
            a way out to this console.
          </p>
          {isPending && <Skeleton height="4rem" screenreaderText="Making the command" />}
          {error !== null && (
            <ProblemAlert
              problem={error}
              title="The command could not be made"
              action={
                <Button variant="link" isInline onClick={() => mutate()}>
                  Try again
                </Button>
              }
            />
          )}
          {data !== undefined && (
            <>
              <CopyBlock what="the command that adds a node" text={data.command} wrap />
              <Validity enrolment={data} renew={mutate} />
            </>
          )}
        </section>
        {data !== undefined && <Arrivals cluster={cluster} />}
      </div>
    </Dialog>
  );
}

function Validity({ enrolment, renew }: { enrolment: Enrolment; renew: () => void }) {
  const now = useNow(1_000);
  const end = parseTime(enrolment.expiry);
  if (end === null) return null;
  if (end.getTime() <= now) {
    return (
      <p>
        This command has expired.{" "}
        <Button variant="link" isInline onClick={renew}>
          Make a new one
        </Button>
      </p>
    );
  }
  return (
    <p>
      The token in it adds nodes to this cluster until {exactly(end)} ({relative(end, now)}). Treat it like a
      password.
    </p>
  );
}

function Arrivals({ cluster }: { cluster: Cluster }) {
  const { scope } = usePlace();
  const nodes = useQuery(nodesQuery(scope, cluster.metadata.uid)).data?.items;
  const [before, setBefore] = useState<Set<string>>();
  if (before === undefined && nodes !== undefined)
    setBefore(new Set(nodes.map(({ metadata }) => metadata.uid)));
  const arrived = nodes?.filter(({ metadata }) => before !== undefined && !before.has(metadata.uid)) ?? [];

  return (
    <div role="status" className={waiting.arrivals}>
      {arrived.map(({ metadata, spec, status }) => (
        <p key={metadata.uid} className={waiting.line}>
          <CheckIcon className="gh-good" />
          <span>
            <strong>{metadata.name}</strong> has joined ({spec.addresses.join(", ")}
            {status.current ? ", up to date" : ", receiving the keys"}).
          </span>
        </p>
      ))}
      <p className={waiting.line}>
        <Spinner size="md" aria-label="Waiting" />
        <span className="gh-quiet">
          {arrived.length === 0 ? "Waiting for the node…" : "Waiting for more nodes…"}
        </span>
      </p>
    </div>
  );
}
