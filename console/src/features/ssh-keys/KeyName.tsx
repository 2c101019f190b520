import { Label } from "@patternfly/react-core";
import type { SshKey } from "@/api/types";
import { Findings } from "./Findings";
import { LimitsOf } from "./LimitsOf";
import styles from "./KeyName.module.css";

export function KeyName({ sshKey: { metadata, spec, status } }: { sshKey: SshKey }) {
  return (
    <div className={styles.name}>
      <span className={styles.text}>{metadata.name}</span>
      {status.state === "disabled" && (
        <Label isCompact color="grey">
          Disabled
        </Label>
      )}
      {status.findings.length > 0 && (
        <Label isCompact status="danger">
          Compromised
        </Label>
      )}
      {status.held !== null && (
        <Label isCompact status="warning" variant="outline" title={status.held}>
          Held after a restore
        </Label>
      )}
      {status.suspended !== null && (
        <Label isCompact status="warning" variant="outline" title={status.suspended}>
          Suspended with its owner
        </Label>
      )}
      {status.coveredBy !== null && (
        <Label
          isCompact
          color="grey"
          title="The tenant has the same key, and decides alone. This entry gives nothing while that one stands."
        >
          Covered by the tenant’s key
        </Label>
      )}
      {status.warnings.map(({ rule, message }) => (
        <Label key={rule} isCompact status="warning" variant="outline" title={message}>
          {shortWarning(rule)}
        </Label>
      ))}
      <Findings findings={status.findings} />
      <LimitsOf logins={spec.logins} from={spec.from} />
    </div>
  );
}

const shortWarnings: Record<string, string> = {
  RSA_BELOW_3072: "Short RSA key",
  RSA_UNUSUAL_SIZE: "Unusual RSA size",
  RSA_EXPONENT_LEGACY: "Old RSA exponent",
  ECDSA_P521: "ECDSA P-521",
};

/** The whole sentence is the label's title. */
function shortWarning(rule: string): string {
  return shortWarnings[rule] ?? "Warning";
}
