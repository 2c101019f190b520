import { Button, Label } from "@patternfly/react-core";
import type { Audit } from "@/api/types";
import type { Column } from "@/components/useListView";
import { actorName, kindName, moment } from "./describe";

export function columnsOf(inTenant: boolean, open: (uid: string) => void): Column<Audit>[] {
  const project: Column<Audit> = {
    key: "project",
    title: "Project",
    cell: ({ spec: { project } }) =>
      project === null ? <span className="gh-quiet">Tenant</span> : project.name || "Deleted project",
  };
  return [
    {
      key: "time",
      title: "Time",
      cell: ({ metadata: { creationTimestamp } }) => (
        <time className="gh-nowrap" dateTime={creationTimestamp} title={creationTimestamp}>
          {moment(creationTimestamp)}
        </time>
      ),
    },
    { key: "who", title: "Who", cell: ({ spec }) => actorName(spec.actor) },
    {
      key: "what",
      title: "What",
      cell: ({ spec }) => (
        <>
          {spec.actionMsg}{" "}
          {spec.outcome === "denied" && (
            <Label isCompact status="danger" variant="outline">
              Denied
            </Label>
          )}
        </>
      ),
    },
    {
      key: "object",
      title: "Object",
      cell: ({ spec: { resource } }) =>
        resource.name === "" ? (
          <span className="gh-quiet">{kindName(resource.kind)}</span>
        ) : (
          <>
            <span className="gh-strong">{resource.name}</span>{" "}
            <span className="gh-quiet">{kindName(resource.kind)}</span>
          </>
        ),
    },
    ...(inTenant ? [project] : []),
    {
      key: "address",
      title: "From address",
      cell: ({ spec }) => <span className="gh-mono">{spec.address}</span>,
    },
    {
      key: "details",
      title: "Details",
      isTitleHidden: true,
      cell: ({ metadata, spec }) => (
        <Button
          variant="secondary"
          size="sm"
          aria-label={`Details: ${spec.actionMsg}, ${spec.resource.name || kindName(spec.resource.kind)}`}
          onClick={() => open(metadata.uid)}
        >
          Details
        </Button>
      ),
    },
  ];
}
