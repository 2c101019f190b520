"""The server killed with -9 at random moments while it writes: nothing that was acknowledged is lost.

Seen red on a server that answers before COMMIT. GATEHOUSE_SEED repeats a run's choices, GATEHOUSE_KILLS says how many.
"""

import os
import random
import sqlite3
import threading
import time
from contextlib import closing

import pytest
from change_load import Writer, all_projects, compare_trail
from ed25519 import public_keys
from world import EMAIL

ROUNDS = int(os.environ.get("GATEHOUSE_KILLS", "200"))
WRITERS = 8
READY_WITHIN = 2.0  # seconds, as promised


class Load:
    """Writers against one server, and its end in the middle of what they do."""

    def __init__(self, world, seed):
        self.world = world
        self.random = random.Random(seed)
        self.log = open(world.house.logs / "acknowledged", "a", encoding="utf-8")
        self.acknowledged, self.count = threading.Semaphore(0), 0
        self.sign_in()
        self.writers = [self.writer(f"writer-{number}") for number in range(WRITERS)]

    def writer(self, name):
        own = random.Random(self.random.random())
        api = self.world.house.api()
        api.token = self.world.api.token
        return Writer(name, api, self.world.api.project(f"of-{name}"), public_keys(own, name), own, self.note)

    def note(self, change):
        self.log.write(change + "\n")
        self.acknowledged.release()

    def sign_in(self):
        """A token lives for a quarter of an hour, a long run for longer."""
        self.world.api.sign_in(EMAIL, self.world.password)
        self.signed_in = time.monotonic()
        for writer in getattr(self, "writers", []):
            writer.api.token = self.world.api.token

    def run_until_killed(self):
        ready, killed = threading.Barrier(WRITERS + 1), threading.Event()
        threads = [threading.Thread(target=writer.run, args=(ready, killed)) for writer in self.writers]
        for thread in threads:
            thread.start()
        ready.wait(30)
        awaited = self.random.randrange(20)
        for _ in range(awaited):
            assert self.acknowledged.acquire(timeout=30), "the server does not answer"
        time.sleep(self.random.uniform(0, 0.05))
        killed.set()
        self.world.stop_server(kill=True)
        for thread in threads:
            thread.join()
        self.log.flush()
        self.count += awaited
        while self.acknowledged.acquire(blocking=False):
            self.count += 1
        assert not [writer.problem for writer in self.writers if writer.problem]

    def start_again(self):
        """Seconds until it answered. In one round of ten it is killed once more while it starts."""
        if self.random.random() < 0.1:
            self.world.server.spawn(self.world.port)
            time.sleep(self.random.uniform(0, 0.1))
            self.world.server.kill()
        started = time.monotonic()
        self.world.start_server()
        self.world.api.get("/v1/me")
        return time.monotonic() - started

    def differences(self):
        if time.monotonic() - self.signed_in > 300:
            self.sign_in()
        projects = all_projects(self.world.api)
        return [line for writer in self.writers for line in writer.compare(projects)] + compare_trail(
            self.world.server.state / "gatehouse.db", self.writers)


@pytest.mark.timeout(60 + 2 * ROUNDS)
def test_killed_under_load_it_loses_nothing_acknowledged_and_is_ready_at_once(own_world, record_property):
    seed = int(os.environ.get("GATEHOUSE_SEED") or random.randrange(2**32))
    record_property("seed", seed)
    print(f"GATEHOUSE_SEED={seed}")
    load = Load(own_world, seed)
    waits = []
    for number in range(ROUNDS):
        load.run_until_killed()
        waits.append(load.start_again())
        assert waits[-1] <= READY_WITHIN, f"seed {seed}, round {number}: ready after {waits[-1]:.2f} s"
        different = load.differences()
        assert not different, f"seed {seed}, round {number}:\n" + "\n".join(different)
    record_property("acknowledged writes", load.count)
    record_property("slowest start", max(waits))
    print(f"{ROUNDS} kills, {load.count} acknowledged writes, ready after at most {max(waits):.2f} s")
    with closing(sqlite3.connect(f"file:{own_world.server.state}/gatehouse.db?mode=ro", uri=True)) as sql:
        assert sql.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
