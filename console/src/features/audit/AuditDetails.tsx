import {
  Button,
  DescriptionList,
  DescriptionListDescription,
  DescriptionListGroup,
  DescriptionListTerm,
  Label,
  Skeleton,
} from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { usePlace } from "@/access/scope";
import type { AuditFilter } from "@/api/audits";
import { auditQuery } from "@/api/audits";
import type { AuditWithChanges } from "@/api/types";
import { Dialog } from "@/components/Dialog";
import { ProblemAlert } from "@/components/ProblemAlert";
import { Changes } from "./Changes";
import { Grounds } from "./Grounds";
import { actorName, kindName, moment, outcomeNames } from "./describe";

interface Props {
  uid: string;
  onShowOnly: (member: keyof AuditFilter, value: string) => void;
  onClose: () => void;
}

/** One event, whole. */
export function AuditDetails({ uid, onShowOnly, onClose }: Props) {
  const { scope } = usePlace();
  const event = useQuery(auditQuery(scope, uid));
  return (
    <Dialog
      title={event.data?.spec.actionMsg ?? "Event"}
      onClose={onClose}
      footer={<Button onClick={onClose}>Close</Button>}
    >
      {event.error && <ProblemAlert problem={event.error} title="The event could not be read" />}
      {event.isPending && <Skeleton height="16rem" screenreaderText="Reading the event" />}
      {event.data && <Facts event={event.data} onShowOnly={onShowOnly} />}
    </Dialog>
  );
}

function Facts({ event, onShowOnly }: { event: AuditWithChanges; onShowOnly: Props["onShowOnly"] }) {
  const { metadata, spec, changes } = event;
  const actor = spec.actor.user?.emailId ?? spec.actor.serviceName ?? "";
  const facts: [string, ReactNode][] = [
    ["Time", <time dateTime={metadata.creationTimestamp}>{moment(metadata.creationTimestamp)}</time>],
    [
      "Who",
      <>
        {actorName(spec.actor)}{" "}
        <Button variant="link" isInline onClick={() => onShowOnly("actor", actor)}>
          All their events
        </Button>
      </>,
    ],
    [
      "Outcome",
      <Label isCompact status={spec.outcome === "done" ? "success" : "danger"} variant="outline">
        {outcomeNames[spec.outcome]}
      </Label>,
    ],
    ["Why it was decided so", <Grounds decision={spec.decision} project={spec.project} />],
    [
      "Object",
      spec.resource.uid === "" ? (
        kindName(spec.resource.kind)
      ) : (
        <>
          {kindName(spec.resource.kind)} <span className="gh-strong">{spec.resource.name}</span>{" "}
          <Button variant="link" isInline onClick={() => onShowOnly("resourceUid", spec.resource.uid)}>
            All events about it
          </Button>
        </>
      ),
    ],
    ["Project", spec.project === null ? "The tenant" : spec.project.name || spec.project.uid],
    ["Address", <span className="gh-mono">{spec.address || "None"}</span>],
    ["Credential", spec.credential],
    ["Request", <span className="gh-mono">{spec.request || "None"}</span>],
    ["Event", <span className="gh-mono">{metadata.uid}</span>],
  ];
  return (
    <div className="gh-stack">
      <DescriptionList isCompact isHorizontal termWidth="10rem">
        {facts.map(([term, description]) => (
          <DescriptionListGroup key={term}>
            <DescriptionListTerm>{term}</DescriptionListTerm>
            <DescriptionListDescription>{description}</DescriptionListDescription>
          </DescriptionListGroup>
        ))}
      </DescriptionList>
      <Changes changes={changes} />
    </div>
  );
}
