#!/usr/bin/env python3
"""`./dev run`: Gatehouse on this machine, as it works for real.

The server, two projects, a cluster in each, and in each cluster a node with a real sshd and the real agent. Ctrl-C
ends all of it. The next run goes on with the same data; --fresh starts over.
"""

import argparse
import fcntl
import json
import os
import select
import shlex
import signal
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from testbed import house as houses  # noqa: E402
from testbed import ports  # noqa: E402
from testbed.house import House  # noqa: E402
from testbed.node import Ended  # noqa: E402
from testbed.paths import CLONE, Programs, make_directory, state_directory, write_whole  # noqa: E402

EMAIL = "admin@example.com"
CONSOLE_PORT = 8443
SITES = [
    {"project": "Default", "cluster": "default-cluster", "environment": "data-center", "node": "default-node",
     "port": 2201},
    {"project": "Edge", "cluster": "edge-cluster", "environment": "edge", "node": "edge-node", "port": 2202},
]


class Stop(BaseException):
    """Ctrl-C, SIGTERM or a closed terminal."""


def say(text):
    print(text, file=sys.stderr, flush=True)


class Demo:
    def __init__(self, programs, state, any_port):
        self.programs = programs
        self.state = state
        self.any_port = any_port
        self.record = state / "demo.json"
        self.lock = None
        self.house = None
        self.password = None

    def run(self, fresh, report):
        self.claim()
        if fresh:
            self.forget()
        known = self.read_record()
        self.house = House(self.programs, self.state)
        try:
            if known is None:
                known = self.first_run()
            else:
                self.later_run(known)
            report(self.describe(known))
            self.write_record(known)  # last: a first run that did not get here starts over
            self.watch()
        finally:
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, signal.SIG_IGN)
            self.house.close()

    # The directory and what it remembers.

    def claim(self):
        make_directory(self.state, 0o755)
        self.lock = open(self.state / "lock", "a", encoding="ascii")  # held until this process ends
        try:
            fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SystemExit(f"another ./dev run is using {self.state}") from None

    def forget(self):
        self.record.unlink(missing_ok=True)
        houses.clear(self.state)

    def read_record(self):
        if self.record.exists():
            return json.loads(self.record.read_text())
        if (self.state / "server").exists():
            say("the first start did not come to its end; starting over")
        self.forget()
        return None

    def write_record(self, known):
        write_whole(self.record, json.dumps(known, indent=1) + "\n")

    # The two ways to begin.

    def first_run(self):
        server = self.house.server
        self.password = server.reset_admin(EMAIL)
        self.house.start_server(None if self.any_port else ports.free_port(CONSOLE_PORT))
        api = self.house.api().sign_in(EMAIL, self.password)
        known = {"port": server.port, "sites": []}
        for site in SITES:
            say(f"making the project {site['project']} with a node")
            node = self.house.node(site["node"], None if self.any_port else site["port"])
            project = api.project(site["project"])
            cluster = api.cluster(project, site["cluster"], site["environment"], [node.login])
            node.enrol(server.url, server.ca_pin(), cluster, api.enrolment(project, cluster))
            node.start_sshd()
            node.start_agent()
            known["sites"].append({**site, "port": node.port})
            self.wait_until_connected(api, project, cluster)
            self.house.write_known_hosts(node.name, api.known_hosts(project))
        api.sign_out()
        api.close()
        return known

    @staticmethod
    def wait_until_connected(api, project, cluster):
        deadline = time.monotonic() + 20
        while True:
            nodes = api.nodes(project, cluster)
            if nodes and all(node["status"]["state"] == "connected" and node["status"]["current"] for node in nodes):
                return
            if time.monotonic() > deadline:
                raise RuntimeError(f"the node does not report to the server: {nodes}")
            time.sleep(0.05)

    def later_run(self, known):
        """No password is needed, nor known."""
        port = self.same_port(known["port"], "the console")
        moved = port != known["port"]
        known["port"] = port
        self.house.start_server(port)
        for site in known["sites"]:
            node = self.house.node(site["node"], self.same_port(site["port"], site["node"]))
            if node.port != site["port"]:
                site["port"] = node.port
                self.house.write_known_hosts(node.name, f"[127.0.0.1]:{node.port} {node.host_key}\n")
            if moved:
                node.move_server(self.house.server.url)
            node.start_sshd()
            node.start_agent()

    @staticmethod
    def same_port(port, whose):
        if ports.is_free(port):
            return port
        other = ports.free_port()
        say(f"port {port} of {whose} is taken by somebody else; using {other}")
        return other

    def describe(self, known):
        return {
            "console": self.house.server.url,
            "caFile": str(self.house.public / "ca.pem"),
            "email": EMAIL,
            "password": self.password,
            "nodes": [
                {"project": site["project"], "cluster": site["cluster"], "host": "127.0.0.1", "port": site["port"],
                 "login": self.house.nodes[site["node"]].login,
                 "knownHostsFile": str(self.house.public / f"known_hosts-{site['node']}")}
                for site in known["sites"]
            ],
        }

    # While it runs.

    def watch(self):
        """Says when something ends that should not; goes on with the rest."""
        server = self.house.server
        gone = set()
        while True:
            keepers = {node.keeper.stdout: node for node in self.house.nodes.values() if node.name not in gone}
            for stream in select.select(list(keepers), [], [], 0.5)[0]:
                node = keepers[stream]
                try:
                    node.events += [told for told in node.hear() if "event" in told]
                except Ended:
                    gone.add(node.name)
                    say(f"everything on {node.name} ended; see {node.log('keeper')}")
            for node in self.house.nodes.values():
                while node.events:
                    self.tell_end(node, node.events.popleft())
            if server.child and server.child.poll() is not None:
                say(f"the server ended {how(server.child.returncode)}; see {server.log}. Existing keys go on until "
                    "their leases end; Ctrl-C and ./dev run start it again")
                server.stop()

    @staticmethod
    def tell_end(node, event):
        log = node.log(event["name"])
        line = f"{event['name']} on {node.name} ended {how(event['status'])}; see {log}"
        if event["name"] == "agent":
            line += f". To start it again:\n    {shlex.join(node.agent_command_outside())} 2>>{shlex.quote(str(log))}"
        say(line)


def how(status):
    return f"by {signal.Signals(-status).name}" if status < 0 else f"with status {status}"


def print_for_people(found):
    lines = ["", "Gatehouse is running.", "", f"  Console   {found['console']}", f"  E-mail    {found['email']}"]
    if found["password"]:
        lines += [f"  Password  {found['password']}", "            (shown this once)"]
    else:
        lines += ["  Password  the one the first run showed"]
    lines += ["", "  The console has its own certificate authority. Import it into your browser, or accept this one",
              f"  site: {found['caFile']}", "",
              "  Add your public key in the console: Project Settings > SSH Keys > Add New SSH Key. Then:", ""]
    for node in found["nodes"]:
        lines += [f"  {node['project']:<9} ssh -p {node['port']} -o UserKnownHostsFile="
                  f"{shlex.quote(node['knownHostsFile'])} {node['login']}@{node['host']}"]
    lines += ["", "  Ctrl-C ends all of it; the next ./dev run goes on with the same data; --fresh starts over.", ""]
    print("\n".join(lines), flush=True)


def main():
    parser = argparse.ArgumentParser(prog="./dev run", description=__doc__)
    parser.add_argument("--fresh", action="store_true", help="forget the data of earlier runs first")
    parser.add_argument("--json", action="store_true", help="print one line of JSON once everything is ready")
    parser.add_argument("--state-dir", type=Path, default=CLONE / "var", help="keep the data there (default: var)")
    parser.add_argument("--build-dir", type=Path, help="use the programs of this build (default: build/dev)")
    parser.add_argument("--any-port", action="store_true", help="take any free ports instead of 8443, 2201 and 2202")
    options = parser.parse_args()

    programs = Programs(options.build_dir)
    if missing := programs.missing():
        raise SystemExit(f"not built yet: {', '.join(missing)}; ./dev build makes it")
    state, why = state_directory("gatehouse-demo", options.state_dir)
    if why:
        say(f"data in {state}: sshd would not trust files in {options.state_dir} ({why})")

    def stop(*_):
        raise Stop

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    report = (lambda found: print(json.dumps(found), flush=True)) if options.json else print_for_people
    try:
        Demo(programs, state, options.any_port).run(options.fresh, report)
    except Stop:
        say("stopped")
    except (RuntimeError, OSError) as problem:
        raise SystemExit(f"the demo could not start: {problem}") from None


if __name__ == "__main__":
    os.umask(0o022)
    main()
