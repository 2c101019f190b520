export interface Difference {
  member: string;
  before: string | undefined;
  after: string | undefined;
}

/** What differs between an object before and after; all of it, where it came or went. */
export function differences(before: unknown, after: unknown): Difference[] {
  const was = leavesOf(before);
  const is = leavesOf(after);
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((member) => ({ member, before: was.get(member), after: is.get(member) }))
    .filter((difference) => difference.before !== difference.after);
}

/** The values of an object by the path of their names. Nothing is said of what is empty. */
function leavesOf(value: unknown, path = ""): Map<string, string> {
  const leaves = new Map<string, string>();
  if (typeof value !== "object" || Array.isArray(value)) {
    const text = Array.isArray(value) ? value.map(textOf).join(", ") : textOf(value);
    return text === "" ? leaves : leaves.set(path, text);
  }
  for (const [name, member] of Object.entries(value ?? {})) {
    for (const [inner, text] of leavesOf(member, path === "" ? name : `${path}.${name}`))
      leaves.set(inner, text);
  }
  return leaves;
}

function textOf(value: unknown): string {
  if (value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}
