/** Why this cannot be the name of an account on a node, or undefined when it can. */
export function loginComplaint(entry: string): string | undefined {
  return /^[a-z_][a-z0-9_-]{0,31}$/.test(entry)
    ? undefined
    : "a login begins with a small letter or _, and goes on with small letters, digits, - or _.";
}
