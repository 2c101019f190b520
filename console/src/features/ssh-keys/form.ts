import type { SshKey, SshKeyInput } from "@/api/types";
import type { ExpiryValue } from "@/components/form/expiry";
import { expiryText, expiryValueOf } from "@/components/form/expiry";

export interface SshKeyForm {
  name: string;
  publicKey: string;
  /** A user's uid, or empty: the project's or tenant's. */
  owner: string;
  expiry: ExpiryValue;
  logins: string[];
  from: string[];
}

/** A new key belongs to whoever adds it, until they choose otherwise. */
export function formOf(me: string, key?: SshKey): SshKeyForm {
  return {
    name: key?.metadata.name ?? "",
    publicKey: key?.spec.publicKey.trim() ?? "",
    owner: key?.spec.ownerUid ?? me,
    expiry: expiryValueOf(key?.spec.expiry ?? null),
    logins: key?.spec.logins ?? [],
    from: key?.spec.from ?? [],
  };
}

export function inputOf(form: SshKeyForm, existing?: SshKey): SshKeyInput {
  return {
    metadata: { name: form.name },
    spec: {
      publicKey: keyText(form.publicKey, existing),
      ownerUid: form.owner,
      expiry: expiryText(form.expiry, existing?.spec.expiry ?? null),
      logins: form.logins,
      from: form.from,
    },
  };
}

export function isSameKeyText(text: string, existing?: SshKey): boolean {
  return existing !== undefined && text.trim() === existing.spec.publicKey.trim();
}

/** Whoever manages keys as code compares the text byte for byte, so an edit of the rest must not touch it. */
function keyText(text: string, existing?: SshKey): string {
  if (existing !== undefined && isSameKeyText(text, existing)) return existing.spec.publicKey;
  return text.trim();
}
