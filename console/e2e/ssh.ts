import { execFile, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Node } from "./demo";

/** What ssh needs to sign in as somebody. */
export interface Identity {
  file: string;
  /** Where the file is locked. */
  passphrase?: string;
}

export interface KeyPair extends Identity {
  publicKey: string;
  privateKey: string;
  fingerprint: string;
}

/** A fresh key pair in a directory of its own; `remove` takes both away. */
export function makeKeyPair(comment: string): KeyPair & { remove: () => void } {
  const directory = mkdtempSync(join(tmpdir(), "gatehouse-e2e-"));
  const file = join(directory, "key");
  execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", comment, "-f", file]);
  const listed = execFileSync("ssh-keygen", ["-l", "-f", file], { encoding: "utf8" });
  return {
    file,
    publicKey: readFileSync(`${file}.pub`, "utf8").trim(),
    privateKey: readFileSync(file, "utf8"),
    fingerprint: listed.split(" ")[1] ?? "",
    remove: () => rmSync(directory, { recursive: true }),
  };
}

function argumentsFor(node: Node, key: Identity): string[] {
  const options = [
    `BatchMode=${key.passphrase === undefined ? "yes" : "no"}`,
    "PreferredAuthentications=publickey",
    "IdentitiesOnly=yes",
    "IdentityAgent=none",
    "StrictHostKeyChecking=yes",
    `UserKnownHostsFile=${node.knownHostsFile}`,
    "GlobalKnownHostsFile=/dev/null",
    "ConnectTimeout=10",
    "LogLevel=ERROR",
  ];
  return [
    ...["-F", "/dev/null", "-i", key.file, "-p", String(node.port)],
    ...options.flatMap((option) => ["-o", option]),
    `${node.login}@${node.host}`,
  ];
}

/** ssh asks a program for the passphrase, as nobody sits before a test. */
function environmentFor({ file, passphrase }: Identity) {
  if (passphrase === undefined) return process.env;
  const program = `${file}.askpass`;
  writeFileSync(program, '#!/bin/sh\nprintf "%s\\n" "$PASSPHRASE"\n', { mode: 0o700 });
  return { ...process.env, SSH_ASKPASS: program, SSH_ASKPASS_REQUIRE: "force", PASSPHRASE: passphrase };
}

export type Answer = "opened" | "refused";

/** One login. Anything but an open door or a refused key is a fault. */
export function login(node: Node, key: Identity): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const command = [...argumentsFor(node, key), "echo", "inside"];
    execFile("ssh", command, { env: environmentFor(key) }, (error, stdout, stderr) => {
      if (error === null && stdout.trim() === "inside") resolve("opened");
      else if (stderr.includes("Permission denied")) resolve("refused");
      else reject(new Error(`ssh neither opened nor was refused: ${stderr || stdout}`));
    });
  });
}

/** Logs in again and again; how long after the call the first login began that was answered so, in milliseconds. */
export async function timeUntil(wanted: Answer, node: Node, key: Identity): Promise<number> {
  const since = performance.now();
  for (;;) {
    const began = performance.now() - since;
    if ((await login(node, key)) === wanted) return began;
    if (began > 10_000) return Infinity;
  }
}

/** A session that stays open, and can be asked whether it still is. */
export function openSession(node: Node, key: Identity) {
  const ssh = spawn("ssh", [...argumentsFor(node, key), "cat"]);
  return {
    echo: (text: string) =>
      new Promise<string>((resolve, reject) => {
        ssh.stdout.once("data", (bytes: Buffer) => resolve(bytes.toString().trim()));
        ssh.once("exit", () => reject(new Error("the session has ended")));
        ssh.stdin.write(`${text}\n`);
      }),
    end: () => ssh.kill(),
  };
}
