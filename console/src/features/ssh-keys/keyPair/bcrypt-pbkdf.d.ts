declare module "bcrypt-pbkdf" {
  /** Fills `derived`; answers 0, or -1 when it could not. */
  export function pbkdf(
    passphrase: Uint8Array,
    passphraseLength: number,
    salt: Uint8Array,
    saltLength: number,
    derived: Uint8Array,
    derivedLength: number,
    rounds: number,
  ): 0 | -1;
}
