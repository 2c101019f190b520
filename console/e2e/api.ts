import { readFileSync } from "node:fs";
import { Agent, request } from "node:https";
import { demo } from "./demo";

export interface Answer {
  status: number;
  text: string;
}

const agent = new Agent({
  keepAlive: true,
  maxSockets: 16,
  ca: demo === null ? undefined : readFileSync(demo.caFile),
});

/** One request as a program makes it: for thousands, a browser's bookkeeping costs too much. */
export function send(method: string, path: string, headers: object, body?: unknown): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(demo?.console ?? "");
    const options = { agent, hostname, port, path, method, headers: { ...headers } };
    const sent = request(options, (answer) => {
      answer.setEncoding("utf8");
      let text = "";
      answer.on("data", (part: string) => (text += part));
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, text }));
      answer.on("error", reject);
    });
    sent.on("error", reject);
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}
