import { Button } from "@patternfly/react-core";
import type { PermissionGroup, Role } from "@/api/types";
import { Dialog } from "@/components/Dialog";
import { partsOf } from "./permissions";

interface Props {
  role: Role;
  groups: readonly PermissionGroup[];
  onClose: () => void;
}

/** What a role lets its holders do. */
export function RoleView({ role: { metadata, spec }, groups, onClose }: Props) {
  const holds = (permission: string) => spec.permissions.includes(permission);
  const meant = groups
    .map((group) => ({
      name: group.name,
      held: group.meanings.filter(({ permission }) => holds(permission)),
    }))
    .filter(({ held }) => held.length > 0);
  const kept = groups.flatMap((group) => partsOf(group).kept.filter(holds));
  return (
    <Dialog
      title={metadata.name}
      description={
        spec.type === "system" ? "Built in: it stays as it is. Clone it to make one of your own." : undefined
      }
      onClose={onClose}
      footer={<Button onClick={onClose}>Close</Button>}
    >
      <div className="gh-stack">
        {meant.length === 0 && <p>Nothing that has an effect here.</p>}
        {meant.map(({ name, held }) => (
          <section key={name}>
            <h3 className="gh-strong">{name}</h3>
            <ul className="gh-list">
              {held.map(({ permission, meaning }) => (
                <li key={permission}>
                  {meaning} <code className="gh-quiet">{permission}</code>
                </li>
              ))}
            </ul>
          </section>
        ))}
        {kept.length > 0 && (
          <section>
            <h3 className="gh-strong">Kept for Palette, no effect here</h3>
            <p className="gh-mono">{kept.join(", ")}</p>
          </section>
        )}
      </div>
    </Dialog>
  );
}
