"""Listing 100 keys, beside a bare Beast TLS server that gives the same bytes out of memory."""

import re
import statistics
import subprocess
import time

from measure import Row, cpu_seconds, spread
from stage import KEYS, make_keys
from testbed import process

CONNECTIONS = 16
IO_THREADS = 2  # the server's own default


def first_after_a_change(api, project, rounds=20):
    """Milliseconds that one client waits for the list when a key was just removed and added again."""
    key, waits = make_keys(1)[0], []
    for _ in range(rounds):
        api.delete_key(api.add_key("changing", key, project=project), project=project)
        start = time.perf_counter()
        api.expect(200, "GET", KEYS, project=project)
        waits.append((time.perf_counter() - start) * 1000)
    return waits


class Side:
    """One of the two servers: where it listens, which process it is, and what its rounds gave."""

    def __init__(self, port, pid):
        self.port, self.pid = port, pid
        self.rates, self.cpu = [], []

    def round(self, seconds, headers):
        before = cpu_seconds(self.pid)
        told = subprocess.run(
            ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", *[f"-H{name}: {value}" for name, value in headers.items()],
             f"https://localhost:{self.port}{KEYS}"], check=True, capture_output=True, text=True).stdout
        if "Non-2xx" in told or "Socket errors" in told:
            raise RuntimeError(f"not every request was answered:\n{told}")
        requests = int(re.search(r"(\d+) requests in", told)[1])
        self.rates.append(float(re.search(r"Requests/sec: +([\d.]+)", told)[1]))
        self.cpu.append((cpu_seconds(self.pid) - before) / requests * 1e6)


def measure(stage, quick):
    with stage.house("listing") as house:
        api = stage.sign_in(house)
        project = api.project("Default")
        cluster = api.cluster(project, "edge", "edge", ["ops"])
        stage.enrol_quiet_nodes(api, project, cluster, 3)
        for number, key in enumerate(make_keys(100)):
            api.add_key(f"key {number}", key, project=project)
        body = stage.state / "listing.json"
        body.write_bytes(api.expect(200, "GET", KEYS, project=project).body)
        floor = process.spawn([stage.programs.build / "bench" / "floor_server", house.server.state / "tls", body,
                               str(IO_THREADS)], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, bufsize=0)
        try:
            sides = [Side(int(process.read_line(floor.stdout, floor, 10)), floor.pid),
                     Side(house.server.port, house.server.child.pid)]
            anew = first_after_a_change(api, project)
            headers = {"Authorization": api.token, "ProjectUid": project}
            for _ in range(3 if quick else 7):
                for side in sides:
                    side.round(1 if quick else 3, headers)
        finally:
            process.end(floor)
            floor.stdout.close()
    bare, ours = sides
    ratios = [mine / theirs for mine, theirs in zip(ours.rates, bare.rates, strict=True)]
    return [Row("listing 100 keys", "requests/s", statistics.median(ours.rates), (">=", 0.5),
                statistics.median(bare.rates), "bare Beast TLS server, same bytes", statistics.median(ratios),
                f"ratio {spread(ratios)}; CPU {spread(ours.cpu)} µs a request, floor {spread(bare.cpu)} µs; "
                f"{body.stat().st_size} bytes, {CONNECTIONS} connections; the first after a change waits {spread(anew)} ms")]
