/** The file that the shown commands keep the nodes' host keys in, beside the user's own. */
export const knownHostsFile = "~/.ssh/known_hosts_gatehouse";

/** The exact command into a node. */
export function sshCommand(address: string, port: number, login: string): string {
  return `ssh -p ${port} -o UserKnownHostsFile=${knownHostsFile} ${login}@${address}`;
}

/** Adds the nodes' lines to that file. */
export function saveKnownHosts(lines: readonly string[]): string {
  return [`cat >> ${knownHostsFile} <<'END'`, ...lines, "END"].join("\n");
}
