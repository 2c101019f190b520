import type { KeyCheck, SshKey } from "@/api/types";

// Far less strict than the server: enough to see what the form makes of each kind of answer.

export async function checkKey(text: string, name: string | undefined, known: SshKey[]): Promise<KeyCheck> {
  const [type = "", blob = "", ...rest] = text.trim().split(/\s+/);
  if (text.trim().includes("\n")) {
    return refusal("MULTIPLE_LINES", "This is more than one line. Paste the one line of the .pub file.");
  }
  if (!["ssh-ed25519", "ssh-rsa", "ecdsa-sha2-nistp256"].includes(type)) {
    return refusal(
      "FORMAT_UNKNOWN",
      "This is not an SSH public key. It should begin with its type, such as ssh-ed25519; `cat ~/.ssh/id_ed25519.pub` prints it.",
    );
  }
  const bytes = decode(blob);
  if (bytes === null || bytes.length < 40) {
    return refusal("TRUNCATED", "The key is cut off. Copy the whole line of the .pub file.");
  }
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const fingerprint = `SHA256:${btoa(String.fromCharCode(...digest)).replace(/=+$/, "")}`;
  const bits = type === "ssh-rsa" ? (bytes.length > 400 ? 4096 : 2048) : 256;
  const key = {
    type,
    bits,
    fingerprint,
    comment: rest.join(" "),
    warnings:
      bits === 2048
        ? [{ rule: "RSA_BELOW_3072", message: "This RSA key has 2048 bits; 3072 or more will hold longer." }]
        : [],
  };
  const same = known.find((other) => other.status.fingerprint === fingerprint);
  if (same !== undefined) {
    return {
      ok: false,
      key,
      problem: {
        field: "/spec/publicKey",
        rule: "KEY_TAKEN",
        message: `This key is already registered as “${same.metadata.name}”.`,
        other: same.metadata.uid,
      },
    };
  }
  const named = known.find((other) => other.metadata.name === name);
  if (named !== undefined) {
    return {
      ok: false,
      key,
      problem: {
        field: "/metadata/name",
        rule: "NAME_TAKEN",
        message: `The name “${name}” is taken.`,
        other: named.metadata.uid,
      },
    };
  }
  return { ok: true, key, problem: null };
}

function refusal(rule: string, message: string): KeyCheck {
  return { ok: false, key: null, problem: { field: "/spec/publicKey", rule, message, other: null } };
}

function decode(base64: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}
