import { readFileSync } from "node:fs";

export interface Node {
  project: string;
  cluster: string;
  host: string;
  port: number;
  login: string;
  knownHostsFile: string;
}

interface Demo {
  console: string;
  caFile: string;
  email: string;
  password: string | null;
  nodes: Node[];
}

function read(): Demo | null {
  const file = process.env.GATEHOUSE_DEMO;
  if (file !== undefined) return JSON.parse(readFileSync(file, "utf8")) as Demo;
  if (process.env.CI)
    throw new Error("GATEHOUSE_DEMO must name the file that holds the line of ./dev run --json");
  return null;
}

/** A running house: the line of `./dev run --json`, in the file that GATEHOUSE_DEMO names. */
export const demo = read();

export function nodeOf(project: string): Node {
  const node = demo?.nodes.find((each) => each.project === project);
  if (node === undefined) throw new Error(`the demo has no node in ${project}`);
  return node;
}
