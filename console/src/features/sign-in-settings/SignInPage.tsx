import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useMe } from "@/access/useMe";
import { passwordPolicyQuery, sessionTimeoutQuery } from "@/api/signInSettings";
import { duration } from "@/components/time";
import { Facts } from "./Facts";
import { PasswordPolicyDialog } from "./PasswordPolicyDialog";
import { SessionTimeoutDialog } from "./SessionTimeoutDialog";
import { policyFields } from "./policy";

export default function SignInPage() {
  const { tenantUid } = useMe();
  const policy = useQuery(passwordPolicyQuery(tenantUid));
  const timeout = useQuery(sessionTimeoutQuery(tenantUid));
  const [open, setOpen] = useState<"policy" | "timeout" | null>(null);
  const close = () => setOpen(null);
  return (
    <div className="gh-stack">
      <Facts
        title="Password policy"
        query={policy}
        factsOf={(data) => policyFields.map(({ name, label, text }) => [label, text(data[name])])}
        onEdit={() => setOpen("policy")}
      />
      <Facts
        title="Session time-out"
        query={timeout}
        factsOf={({ expiryTimeMinutes }) => [
          ["Signed out without an action after", duration(expiryTimeMinutes * 60)],
        ]}
        onEdit={() => setOpen("timeout")}
      />
      {open === "policy" && policy.data && <PasswordPolicyDialog policy={policy.data} onClose={close} />}
      {open === "timeout" && timeout.data && (
        <SessionTimeoutDialog minutes={timeout.data.expiryTimeMinutes} onClose={close} />
      )}
    </div>
  );
}
