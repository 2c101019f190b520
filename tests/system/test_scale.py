"""What a house with many people, projects and keys takes for everyday requests, beside one that is empty.

GATEHOUSE_SCALE=1 is the whole crowd, and judges; the default, a hundredth of it, only shows that everything answers.
Both servers run at the same time and are asked in turn.
"""

import os
import random
import statistics
import tempfile
import time
from pathlib import Path

import pytest
from crowd import Crowd, Psql, Sqlite, copies
from ed25519 import public_keys
from testbed.postgresql import Postgresql
from world import EMAIL

SCALE = float(os.environ.get("GATEHOUSE_SCALE", "0.01"))
JUDGED = SCALE >= 1
ROUNDS, EACH = (41, 100) if JUDGED else (3, 10)  # rounds, keys in each project
MOST = 1.5  # times what the empty house takes
KEYS = "/v1/users/assets/sshkeys"

# A hash that costs next to nothing, so that the rest of signing in shows.
LIGHT_EMAIL, LIGHT_PASSWORD = "light@example.com", "a password that costs nothing"
LIGHT_HASH = "$argon2id$v=19$m=8,t=1,p=1$9wsgxpz92r8bMGHnrc3jSQ$regEMpOl5kZC1tt813Wqaanc9Wq//nGb0sBM/VceSfE"


class Side:
    """One house: a project with a cluster and keys, a team, and somebody who signs in lightly. `times`: milliseconds by request."""

    def __init__(self, world, database):
        self.world, self.database, self.light, self.times = world, database, world.house.api(), {}
        self.key, *others = (line for line, _ in zip(public_keys(random.Random(1), "key"), range(EACH)))
        self.project = world.api.project("Measured")
        world.api.create("/v1/teams", {"metadata": {"name": "Measured"}, "spec": {}})
        world.api.cluster(self.project, "cluster", "data-center", ["ops"])
        for number, key in enumerate(others):
            world.api.add_key(f"key {number}", key, project=self.project)
        self.changing = world.api.add_key("changing", self.key, project=self.project)

    def fill(self, crowd=None):
        """Lets in the person who signs in lightly, and the crowd where there is one; returns the seconds that took."""
        assert self.world.stop_server() == 0
        started = time.monotonic()
        if crowd:
            crowd.move_in(self.database, self.project)
        self.database.run([copies(self.database, "person", f"email_key = '{EMAIL}'", 1, uid="'light'", password_hash=f"'{LIGHT_HASH}'",
                                  email=f"'{LIGHT_EMAIL}'", email_key=f"'{LIGHT_EMAIL}'")])
        seconds = time.monotonic() - started
        self.world.start_server()
        return seconds

    def round(self):
        """One of each; the list of keys after a change of it, when what was remembered of the list is of no use."""
        api = self.world.api
        self.timed("signing in", api.sign_in, EMAIL, self.world.password)
        self.timed("signing in but for the password's hash", self.light.sign_in, LIGHT_EMAIL, LIGHT_PASSWORD)
        api.delete_key(self.changing, project=self.project)
        self.changing = api.add_key("changing", self.key, project=self.project)
        keys = self.timed(f"listing a project's {EACH} keys", api.get, KEYS, project=self.project)
        assert len(keys["items"]) == EACH
        for what, path in (("the first page of the audit log", "/v1/audits"),
                           ("a project's part of it, of what was done", f"/v1/audits?projectUid={self.project}&outcome=done")):
            assert self.timed(what, api.get, path)["items"]

    def timed(self, what, ask, *arguments, **options):
        start = time.perf_counter()
        answer = ask(*arguments, **options)
        self.times.setdefault(what, []).append((time.perf_counter() - start) * 1000)
        return answer

    def wait_until_calm(self):
        """Until it has looked at all registered keys again, as after each start."""
        calm = 0
        while calm < 30:  # it looks for new keys every 2 s
            time.sleep(0.1)
            calm = calm + 1 if self.background_thread_sleeps() else 0

    def begin(self):
        """With connections of now, as the server ends idle ones, and a log of the size that it keeps: while that grows, a
        sync takes several times as long."""
        self.world.api.close()
        self.world.api.sign_in(EMAIL, self.world.password)
        for _ in range(100):
            self.light.sign_in(LIGHT_EMAIL, LIGHT_PASSWORD)

    def background_thread_sleeps(self):
        """True where every thread of low priority waits."""
        for stat in Path(f"/proc/{self.world.server.child.pid}/task").glob("*/stat"):
            fields = stat.read_text().rpartition(")")[2].split()
            if fields[16] == "19" and fields[0] != "S":
                return False
        return True


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def sides(request, build_world):
    """Two houses on the same kind of database: an empty one, and one for the crowd."""
    made = []
    with tempfile.TemporaryDirectory(prefix="gatehouse-scale-") as state:
        postgresql = Postgresql(state) if request.param == "PostgreSQL" else None
        try:
            if postgresql:
                postgresql.start()
            for name in ("empty", "crowded"):
                url = postgresql.new_database() if postgresql else None
                world = build_world(f"scale-{request.param}-{name}", url)
                made.append(world)
            yield [Side(world, Psql(world.server.options[-1]) if postgresql else Sqlite(world.house)) for world in made]
        finally:
            for world in made:
                world.close()
            if postgresql:
                postgresql.stop()


@pytest.mark.timeout(60 + 3600 * SCALE)
def test_a_crowd_does_not_slow_down_everyday_requests(sides, record_property):
    empty, crowded = sides
    empty.fill()
    print(f"\nfilled in {crowded.fill(Crowd(SCALE)):.0f} s")
    if JUDGED:
        for side in sides:
            side.wait_until_calm()
        for side in sides:
            side.begin()
    for number in range(ROUNDS):
        for side in (sides if number % 2 else reversed(sides)):
            side.round()
    slow = []
    for what, alone in empty.times.items():
        alone, among = statistics.median(alone), statistics.median(crowded.times[what])
        line = f"{what}: {among:.2f} ms, {among / alone:.2f} times the {alone:.2f} ms of an empty house"
        record_property(what, line)
        print(line)
        if among >= MOST * alone:
            slow.append(line)
    assert not (JUDGED and slow), "\n".join(slow)
