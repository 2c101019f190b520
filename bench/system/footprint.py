"""What the server takes when nobody asks for anything, and how soon it is ready with 100,000 keys in its database."""

import secrets
import sqlite3
import statistics
import time

from measure import Row, resident_kib, spread
from stage import make_keys

KEYS = 100_000


def fill(database, count):
    """Copies the one key there into many, each with a uid, name and blob of its own; straight into the file."""
    with sqlite3.connect(database) as db:
        db.row_factory = sqlite3.Row
        pattern = dict(db.execute("SELECT * FROM ssh_key").fetchone())
        columns = ", ".join(pattern)
        places = ", ".join(f":{column}" for column in pattern)

        def rows():
            for number in range(count):
                mark = secrets.token_hex(16)
                yield {**pattern, "uid": mark, "name": f"key {number}", "name_key": f"key {number}",
                       "blob": f"{mark}{pattern['blob'][len(mark):]}", "fingerprint": f"SHA256:{mark}"}

        db.executemany(f"INSERT INTO ssh_key ({columns}) VALUES ({places})", rows())
    db.close()


def time_to_ready(house):
    """From the start of the process to the word that it listens."""
    start = time.perf_counter()
    house.start_server()
    return time.perf_counter() - start


def measure(stage, quick):
    rounds = 3 if quick else 7
    with stage.house("footprint") as house:
        api = stage.sign_in(house)
        project = api.project("Default")
        api.add_key("pattern", make_keys(1)[0], project=project)
        at_rest = resident_kib(house.server.child.pid) / 1024
        house.server.stop()
        fill(house.server.state / "gatehouse.db", KEYS)
        times = []
        for _ in range(rounds):
            times.append(time_to_ready(house))
            house.server.stop()
        house.start_server()
        full = resident_kib(house.server.child.pid) / 1024
    return [
        Row("server at rest", "MiB", at_rest, ("<=", 40.0), note=f"{full:.1f} MiB with {KEYS} keys in the database"),
        Row(f"start to ready, {KEYS} keys", "s", statistics.median(times), ("<=", 0.5), note=spread(times)),
    ]
