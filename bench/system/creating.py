"""Registering keys, beside a loop that runs the same SQL statements on the same disk and does nothing else."""

import shutil
import sqlite3
import statistics
import subprocess

from measure import Row, cpu_seconds, spread

MANY = 32


def counted(argv, **options):
    """How many keys a second a program says it stored."""
    count, seconds = subprocess.run(argv, check=True, stdout=subprocess.PIPE, text=True, **options).stdout.split()
    return int(count) / float(seconds)


def copy_of(database, target):
    """A copy of a database that a server has open."""
    for file in target.parent.glob(f"{target.name}*"):
        file.unlink()
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as source, sqlite3.connect(target) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=WAL")
    return target


def measure(stage, quick):
    seconds, rounds = (1, 3) if quick else (3, 7)
    programs = stage.programs.build / "bench"
    floor, one, many, cpu = [], [], [], []
    with stage.house("creating") as house:
        api = stage.sign_in(house)
        project = api.project("Default")
        beside = stage.state / "creating-floor"
        shutil.rmtree(beside, ignore_errors=True)
        beside.mkdir()

        def floor_rate():
            copies = [copy_of(house.server.state / "gatehouse.db", beside / f"{name}.db") for name in ("recorded", "replayed")]
            return counted([programs / "sqlite_floor", *copies, project, str(seconds)], input=api.token + "\n")

        def post(clients):
            return counted([programs / "post_keys", house.server.url, house.server.ca_file, project, str(clients),
                            str(seconds)], input=api.token + "\n")

        post(1)  # the first key of a curve builds a table
        for _ in range(rounds):
            floor.append(floor_rate())
            before = cpu_seconds(house.server.child.pid)
            one.append(post(1))
            cpu.append((cpu_seconds(house.server.child.pid) - before) / (one[-1] * seconds) * 1e6)
            many.append(post(MANY))
    to_floor = [mine / theirs for mine, theirs in zip(one, floor, strict=True)]
    to_one = [all_of_them / single for all_of_them, single in zip(many, one, strict=True)]
    return [
        Row("registering a key, one client", "keys/s", statistics.median(one), (">=", 0.5), statistics.median(floor),
            "the same SQL in a loop, synchronous=FULL", statistics.median(to_floor),
            f"ratio {spread(to_floor)}; server's CPU {spread(cpu)} µs a key"),
        Row(f"registering a key, {MANY} clients", "keys/s", statistics.median(many), (">=", 2.0),
            statistics.median(one), "one client", statistics.median(to_one), f"ratio {spread(to_one)}"),
    ]
