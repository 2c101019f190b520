#!/usr/bin/env python3
"""`./dev bench`: what the real server does for one client on this machine, end to end over TLS.

A server with a fresh database on the disk of the clone; keys made by ssh-keygen beforehand. Absolute figures, of this
machine and this moment; other work on it shows in them.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from testbed.house import House  # noqa: E402
from testbed.paths import CLONE, Programs  # noqa: E402

EMAIL = "admin@example.com"
KEYS = "/v1/users/assets/sshkeys"


def make_keys(count):
    keys = []
    with tempfile.TemporaryDirectory() as place:
        for number in range(count):
            path = Path(place) / str(number)
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", path], check=True)
            keys.append(path.with_suffix(".pub").read_text().strip())
    return keys


def timed(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def report(what, seconds):
    ordered = sorted(seconds)

    def at(share):
        return ordered[min(int(len(ordered) * share), len(ordered) - 1)] * 1000

    print(f"{what:<46} {len(seconds) / sum(seconds):8.0f} per second   median {at(0.5):6.2f} ms   "
          f"p99 {at(0.99):6.2f} ms   worst {ordered[-1] * 1000:6.2f} ms   n={len(seconds)}", flush=True)


def main():
    parser = argparse.ArgumentParser(prog="./dev bench", description=__doc__)
    parser.add_argument("--keys", type=int, default=300, help="how many keys to register (default: 300)")
    parser.add_argument("--reads", type=int, default=2000, help="how often to list them (default: 2000)")
    parser.add_argument("--build-dir", type=Path, default=CLONE / "build" / "release")
    options = parser.parse_args()

    state = CLONE / "build" / "bench"
    shutil.rmtree(state, ignore_errors=True)
    keys = make_keys(options.keys)
    with House(Programs(options.build_dir), state) as house:
        password = house.server.reset_admin(EMAIL)
        house.start_server()
        api = house.api().sign_in(EMAIL, password)
        project = api.project("Default")

        def list_keys():
            api.expect(200, "GET", KEYS, project=project)

        report("POST a key, acknowledged after fsync", [
            timed(lambda: api.add_key(f"key {number}", key, project=project)) for number, key in enumerate(keys)])
        report(f"GET the list of {len(keys)} keys", [timed(list_keys) for _ in range(options.reads)])
        report("GET /v1/me", [timed(lambda: api.get("/v1/me")) for _ in range(options.reads)])
    shutil.rmtree(state, ignore_errors=True)


if __name__ == "__main__":
    main()
