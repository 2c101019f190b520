"""A database that many people, projects and keys have filled: straight into the tables, within minutes.

Each row is a copy of one that the server wrote itself, with what must differ put in its place, so that a new column
needs nothing here. The keys of one project are copied into every other: they are real ones, since the server looks
at all registered keys again. The audit trail's digests are made up: its chain does not hold.
"""

import csv
import hashlib
import sqlite3
import subprocess
import time
from contextlib import closing

YEAR = 365 * 24 * 3600 * 1_000_000  # the database's times are microseconds


class Sqlite:
    def __init__(self, house):
        self.file = house.server.state / "gatehouse.db"

    def run(self, statements):
        with closing(sqlite3.connect(self.file)) as db:
            db.create_function("md5", 1, lambda text: hashlib.md5(text.encode()).hexdigest())
            db.execute("PRAGMA synchronous=OFF")
            db.execute("PRAGMA cache_size=-400000")
            with db:
                for statement in statements:
                    db.execute(statement)
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def columns(self, table):
        with closing(sqlite3.connect(self.file)) as db:
            return [column[0] for column in db.execute(f"SELECT * FROM {table} LIMIT 0").description]


class Psql:
    def __init__(self, url):
        self.url = url

    def run(self, statements):
        # What autovacuum does a few minutes after so many rows came.
        self._ask("BEGIN;\n" + "".join(f"{statement};\n" for statement in statements) + "COMMIT;\nVACUUM ANALYZE;\n")

    def columns(self, table):
        return next(csv.reader([self._ask(f"SELECT * FROM {table} LIMIT 0;")]))

    def _ask(self, text):
        return subprocess.run(["psql", "--no-psqlrc", "--quiet", "--csv", "--set=ON_ERROR_STOP=1", self.url], input=text,
                              check=True, stdout=subprocess.PIPE, text=True).stdout


class Crowd:
    """How many come, and the statements that let them in. Means the same to SQLite and PostgreSQL."""

    def __init__(self, size):
        self.projects, self.teams = int(10_000 * size), int(5_000 * size)
        self.people, self.events = int(100_000 * size), int(1_000_000 * size)

    def move_in(self, database, project):
        """Beside what is there: `project` with a cluster and the keys that all others get, a team and its administrator."""
        now = int(time.time() * 1_000_000)
        database.run([
            copies(database, "project", "name_key = 'default'", self.projects, uid=uid("project", "i"), **named("project")),
            copies(database, "person", "email_key = 'admin@example.com'", self.people, uid=uid("person", "i"),
                       email="'person-' || i || '@example.com'", email_key="'person-' || i || '@example.com'",
                       name_key="'person ' || i"),
            copies(database, "team", "1 = 1", self.teams, uid=uid("team", "i"), **named("team")),
            *(f"INSERT INTO team_member (team_uid, person_uid) {series(self.people)} SELECT {uid('team', of)}, "
              f"{uid('person', 'i')} FROM n" for of in (f"1 + i % {self.teams}",
                                                        f"1 + (i + {self.teams // 2}) % {self.teams}")),
            *(f"INSERT INTO role_binding (holder_uid, role_uid, scope) {series(count)} SELECT {uid(holder, 'i')}, "
              f"'project-{role}', {uid('project', f'1 + i % {self.projects}')} FROM n"
              for holder, count, role in (("person", self.people, "viewer"), ("team", self.teams, "admin"))),
            copies(database, "session", "uid = (SELECT MIN(uid) FROM session)", self.people, uid=uid("session", "i"),
                       digest=digest("'session' || i"), person_uid=uid("person", "i"), ends_at=now + YEAR),
            copies(database, "cluster", f"project_uid = '{project}'", self.projects, uid=uid("cluster", "i"),
                   project_uid=uid("project", "i")),
            copies(database, "ssh_key", f"scope = '{project}'", self.projects, scope=uid("project", "i"),
                   modified_at=f"{now - YEAR} + i * {YEAR // 2 // self.projects}",
                       uid="substr(md5(t.uid || i), 1, 8) || '-0000-7000-8000-' || substr(md5(t.uid || i), 9, 12)"),
            copies(database, "audit_event", "seq = (SELECT MAX(seq) FROM audit_event WHERE action = 'sshKey.create')",
                       self.events, seq="(SELECT MAX(seq) FROM audit_event) + i", uid=uid("event", "i"),
                       at=f"{now - YEAR} + i * {YEAR // 2 // self.events}", digest=digest("'event' || i"),
                       user_uid=uid("person", f"1 + i % {self.people}"), object=uid("object", "i"),
                       actor=f"'person-' || (1 + i % {self.people}) || '@example.com'",
                       scope=uid("project", f"1 + i % {self.projects}")),
        ])


def copies(database, table, which, count, **different):
    """The statement that copies the rows of which `which` is true, each `count` times; `i` counts the copies."""
    columns = database.columns(table)
    assert not different.keys() - set(columns)
    values = ", ".join(str(different.get(column, f"t.{column}")) for column in columns)
    return (f"INSERT INTO {table} ({', '.join(columns)}) {series(count)} SELECT {values} FROM n CROSS JOIN "
            f"(SELECT * FROM {table} WHERE {which}) t")


def series(count):
    return f"WITH RECURSIVE n(i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < {count})"


KINDS = ("project", "person", "team", "session", "event", "object", "cluster")


def uid(kind, number):
    """In the form of the server's own, and growing as those do."""
    return f"'0190000{KINDS.index(kind)}-0000-7000-8000-' || CAST(100000000000 + {number} AS TEXT)"


def digest(text):
    return f"md5({text}) || md5({text} || '+')"


def named(kind):
    return {"name": f"'{kind} ' || i", "name_key": f"'{kind} ' || i"}
