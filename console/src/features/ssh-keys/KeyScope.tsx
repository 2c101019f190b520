import { Label, Tooltip } from "@patternfly/react-core";
import TenantIcon from "@patternfly/react-icons/dist/esm/icons/rh-ui-cloud-tenant-icon";
import { usePlace } from "@/access/scope";
import type { SshKey } from "@/api/types";

/** Whose key it is; a tenant's key in a project says why it cannot be changed there. */
export function KeyScope({ sshKey }: { sshKey: SshKey }) {
  const { scope } = usePlace();
  if (sshKey.status.scope === "project") return <span>Project</span>;
  if (scope === "tenant") return <span>Tenant</span>;
  return (
    <Tooltip content="This key opens the clusters of every project. Only a tenant administrator changes it, in Tenant Admin > Tenant Settings.">
      <Label isCompact color="purple" icon={<TenantIcon />} tabIndex={0}>
        Tenant
      </Label>
    </Tooltip>
  );
}
