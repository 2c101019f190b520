import { resetPassword } from "@/api/session";
import { PasswordByLink } from "./PasswordByLink";

export default function ResetPasswordPage() {
  return (
    <PasswordByLink
      title="Choose a new password"
      description="It takes the place of the old one, and ends every session that you have. API keys go on."
      label="New password"
      set={resetPassword}
    />
  );
}
