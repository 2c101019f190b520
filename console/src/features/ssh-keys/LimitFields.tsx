import type { Control } from "react-hook-form";
import { ChipsField } from "@/components/form/ChipsField";
import { loginComplaint } from "@/components/form/login";
import styles from "./SshKeyDialog.module.css";
import type { SshKeyForm } from "./form";

/** What may narrow a key: the accounts it opens and the addresses it is used from. */
export function LimitFields({ control }: { control: Control<SshKeyForm> }) {
  return (
    <div className={styles.limits}>
      <ChipsField
        control={control}
        name="logins"
        label="Logins"
        placeholder="ops"
        help="The accounts on the nodes that the key opens. None here: all logins of each cluster."
        check={loginComplaint}
      />
      <ChipsField
        control={control}
        name="from"
        label="From addresses"
        placeholder="192.0.2.0/24"
        help="IP addresses or CIDR blocks the key may be used from; ! in front excludes. None here: from anywhere."
        check={addressComplaint}
      />
    </div>
  );
}

/** Tells a slip of the hand; what an address really is, the server decides. */
function addressComplaint(entry: string): string | undefined {
  return /^!?[0-9A-Fa-f.:]+(\/\d{1,3})?$/.test(entry)
    ? undefined
    : "an IP address or CIDR block is needed, such as 192.0.2.7 or 2001:db8::/32.";
}
