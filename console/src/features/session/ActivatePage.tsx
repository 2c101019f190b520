import { activate } from "@/api/session";
import { PasswordByLink } from "./PasswordByLink";

export default function ActivatePage() {
  return (
    <PasswordByLink
      title="Welcome"
      description="Choose the password that you will sign in with."
      label="Password"
      set={activate}
    />
  );
}
