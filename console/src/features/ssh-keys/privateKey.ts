// A private key must not even be sent to be refused. This looks for what every usual form of one contains, also where
// only a part of the file was pasted; it need not be complete, as the server looks again.

const armour = /BEGIN [A-Z0-9 ]*PRIVATE KEY/i;
const putty = /PuTTY-User-Key-File|Private-Lines:|Private-MAC:/i;
const jsonWebKey = /"kty"[^]*"d"\s*:|"d"\s*:[^]*"kty"/;

/** How the base64 of these begins, whatever follows: "openssh-key-v1", PKCS#1, PKCS#8 and SEC1 in DER. */
const bodies = /b3BlbnNzaC1rZXktdj|MII[A-Za-z0-9+/]{3}IBA[AD]|MC4CAQAwBQYDK2Vw|MHcCAQEE|MIGkAgEBB|MIHcAgEBB/;

/** Whether the text is, or holds, a private key. */
export function looksLikePrivateKey(text: string): boolean {
  return (
    armour.test(text) || putty.test(text) || jsonWebKey.test(text) || bodies.test(text.replace(/\s+/g, ""))
  );
}
