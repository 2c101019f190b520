"""A removal with 1,000 agents connected: how soon all of them have confirmed it, and what each costs in memory."""

import collections
import sqlite3
import statistics
import subprocess
import threading
import time

from measure import Row, cpu_seconds, established_sockets, percentile, resident_kib, spread
from stage import make_keys
from testbed import process

AGENTS = 1000
PATIENCE = 60.0


class Receipts:
    """How many nodes have confirmed what: read from the committed database, as any later question would be."""

    def __init__(self, database):
        self.db = sqlite3.connect(f"file:{database}?mode=ro", uri=True)

    def confirmed(self, revision):
        return self.db.execute("SELECT COUNT(*) FROM node WHERE revision >= ?", (revision,)).fetchone()[0]

    def revision(self):
        return self.db.execute("SELECT revision FROM feed_head").fetchone()[0]

    def wait_for_all(self, revision, start):
        """The seconds from `start` by which each node's confirmation was committed."""
        seconds = []
        while len(seconds) < AGENTS:
            count = self.confirmed(revision)
            now = time.monotonic() - start
            seconds += [now] * (count - len(seconds))
            if now > PATIENCE:
                raise RuntimeError(f"only {count} of {AGENTS} agents confirmed revision {revision}")
            time.sleep(0.005)
        return seconds


class Agents:
    """The process that is 1,000 agents, and what it says it has verified."""

    def __init__(self, stage, house, nodes):
        self.child = process.spawn([stage.programs.build / "bench" / "agents", str(house.server.port), house.server.ca_file],
                                   stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        lines = "".join(f"{node['credential']} {node['signingKey']} {node['cluster']['uid']}\n" for node in nodes)
        self.child.stdin.write(lines.encode())
        self.child.stdin.close()
        self.digests = collections.defaultdict(collections.Counter)
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self):
        for line in self.child.stdout:
            revision, digest = line.split()
            self.digests[int(revision)][digest.decode()] += 1

    def verified(self, revision):
        """How many agents verified this revision, and in how many different forms it came."""
        return sum(self.digests[revision].values()), len(self.digests[revision])

    def end(self):
        process.end(self.child)


def measure(stage, quick):
    removals = 3 if quick else 12
    with stage.house("fleet") as house:
        server = house.server.child.pid
        api = stage.sign_in(house)
        project = api.project("Default")
        cluster = api.cluster(project, "edge", "edge", ["ops"])
        nodes = stage.enrol_quiet_nodes(api, project, cluster, AGENTS)
        keys = [api.add_key(f"key {number}", key, project=project) for number, key in enumerate(make_keys(removals))]
        receipts = Receipts(house.server.state / "gatehouse.db")
        at_rest = resident_kib(server)
        agents = Agents(stage, house, nodes)
        try:
            receipts.wait_for_all(receipts.revision(), time.monotonic())
            sockets = established_sockets(house.server.port)
            slowest, every, cpu = [], [], []
            for key in keys:
                time.sleep(0.5)  # so that each removal finds the agents waiting
                before = cpu_seconds(server)
                api.delete_key(key, project=project)
                start = time.monotonic()
                revision = receipts.revision()
                seconds = receipts.wait_for_all(revision, start)
                every += seconds
                slowest.append(max(seconds))
                cpu.append(cpu_seconds(server) - before)
                if agents.verified(revision) != (AGENTS, 1):
                    raise RuntimeError(f"revision {revision} was verified by (agents, forms) {agents.verified(revision)}")
            with_agents = resident_kib(server)
        finally:
            agents.end()
    each = (with_agents - at_rest) / AGENTS
    note = (f"{sockets} sockets, {len(keys)} removals, last agent {spread(slowest)} s, median agent "
            f"{statistics.median(every):.3g} s; server's CPU {spread(cpu)} s a removal")
    return [
        Row(f"a removal confirmed by {AGENTS} agents, p99", "s", percentile(every, 0.99), ("<=", 1.0), note=note),
        Row("server's memory per agent", "KiB", each, ("<=", 96.0),
            note=f"{at_rest / 1024:.1f} MiB at rest, {with_agents / 1024:.1f} MiB with {AGENTS} agents"),
    ]
