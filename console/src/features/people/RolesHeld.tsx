import { Label, LabelGroup } from "@patternfly/react-core";
import PeopleIcon from "@patternfly/react-icons/dist/esm/icons/rh-ui-users-icon";
import type { NamedUid } from "@/api/types";

interface Props {
  roles: readonly NamedUid[];
  inherited: readonly NamedUid[];
  teamsGiving: (role: string) => string[];
}

/** Roles as labels; the inherited ones say through which team. */
export function RolesHeld({ roles, inherited, teamsGiving }: Props) {
  return (
    <LabelGroup aria-label="Roles" numLabels={12}>
      {[
        ...roles.map(({ uid, name }) => (
          <Label key={uid} isCompact variant="outline">
            {name}
          </Label>
        )),
        ...inherited.map(({ uid, name }) => (
          <Label key={`team-${uid}`} isCompact color="grey" icon={<PeopleIcon />}>
            {name}, {through(teamsGiving(uid))}
          </Label>
        )),
      ]}
    </LabelGroup>
  );
}

export function through(teams: string[]): string {
  if (teams.length === 0) return "through a team";
  return `through ${teams.length === 1 ? "team" : "teams"} ${teams.join(", ")}`;
}
