import { Label } from "@patternfly/react-core";
import type { Audit, Decision, NamedUid } from "@/api/types";

interface Props {
  decision: Decision;
  project: Audit["spec"]["project"];
}

/** By which role, through which team and where it was given somebody had the permission; or why they had none. */
export function Grounds({ decision, project }: Props) {
  const { permission, role, team, givenIn, reason } = decision;
  const nameOf = (uid: string) => (project !== null && project.uid === uid ? project.name : `project ${uid}`);
  if (role === null)
    return project === null ? reason : reason.replaceAll(`project ${project.uid}`, project.name);
  return (
    <>
      <Held of={role} /> given in {givenIn ? nameOf(givenIn) : "the tenant"}
      {team !== null && (
        <>
          {" "}
          through team <Held of={team} />
        </>
      )}
      : it holds <code>{permission}</code>
    </>
  );
}

function Held({ of }: { of: NamedUid }) {
  return (
    <Label isCompact variant="outline">
      {of.name}
    </Label>
  );
}
