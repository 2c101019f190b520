import { Skeleton } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { belongingsQuery } from "@/api/users";
import { ProblemAlert } from "@/components/ProblemAlert";
import { count } from "@/components/time";

interface Props {
  uid: string;
  /** Only the SSH keys of this project are about to stop. */
  project?: string;
}

/** What stops working at once when a person goes, or loses a project: it is theirs, whoever else relies on it. */
export function WhatStops({ uid, project }: Props) {
  const belongings = useQuery(belongingsQuery(uid));
  if (belongings.error) {
    return <ProblemAlert problem={belongings.error} title="What they own could not be read" />;
  }
  if (belongings.data === undefined)
    return <Skeleton height="4rem" screenreaderText="Reading what they own" />;
  const { sessions, apiKeys, sshKeys } = belongings.data;
  const stopping = sshKeys.filter(
    (key) => !key.suspended && (project === undefined || key.project?.uid === project),
  );
  if (sessions === 0 && apiKeys.length === 0 && stopping.length === 0) {
    return <p>They own nothing that would stop working.</p>;
  }
  return (
    <div>
      <p>This stops working at once:</p>
      <ul className="gh-list">
        {sessions > 0 && <li>{count(sessions, "session")} in the browser or of a program</li>}
        {apiKeys.map((key) => (
          <li key={key.uid}>
            API key <strong>{key.name}</strong>
          </li>
        ))}
        {stopping.map((key) => (
          <li key={key.uid}>
            SSH key <strong>{key.name}</strong> in {key.project?.name ?? "the tenant"}: suspended, it opens no
            node
          </li>
        ))}
      </ul>
      <p>None of it comes back by itself. SSH sessions that are already open go on until they end.</p>
    </div>
  );
}
