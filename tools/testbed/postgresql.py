"""A PostgreSQL server of our own: a cluster in a directory, reached by a socket there, that ends with us."""

import os
import pwd
import subprocess
import time
from pathlib import Path

from . import process
from .paths import make_directory

USER = "gatehouse"


class Postgresql:
    def __init__(self, state):
        self.programs = next(Path("/usr/lib/postgresql").glob("*/bin"))
        self.state = make_directory(state, 0o755)
        self.account = None
        if os.geteuid() == 0:  # it refuses to run as root
            self.account = pwd.getpwnam("postgres")
            os.chown(self.state, self.account.pw_uid, self.account.pw_gid)
        self._run("initdb", f"--pgdata={self.state / 'data'}", f"--username={USER}", "--auth=trust", "--encoding=UTF8",
                  "--locale=C.UTF-8", "--no-sync")
        self.child = None
        self.databases = 0

    def start(self):
        with open(self.state / "log", "ab") as log:
            self.child = process.spawn(
                self._as_its_user("postgres", "-D", self.state / "data", "-k", self.state, "-c", "listen_addresses="),
                stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        deadline = time.monotonic() + 30
        while self._run("pg_isready", "-h", self.state, "-q", check=False).returncode != 0:
            if time.monotonic() > deadline:
                raise RuntimeError(f"PostgreSQL did not start; its log: {self.state / 'log'}")
            time.sleep(0.02)
        return self

    def stop(self):
        if self.child is not None:
            process.end(self.child, patience=20)
            self.child = None

    def new_database(self):
        """The URL of an empty database."""
        self.databases += 1
        name = f"gatehouse_{self.databases}"
        self._run("createdb", "-h", self.state, "-U", USER, name)
        return f"postgresql:///{name}?host={self.state}&user={USER}"

    def _as_its_user(self, program, *arguments):
        """Without the caller's working directory, which that user may not enter."""
        argv = [self.programs / program, *map(str, arguments)]
        if self.account is None:
            return argv
        return ["setpriv", f"--reuid={self.account.pw_uid}", f"--regid={self.account.pw_gid}", "--clear-groups", *argv]

    def _run(self, program, *arguments, check=True):
        return subprocess.run(self._as_its_user(program, *arguments), cwd="/", stdin=subprocess.DEVNULL,
                              stdout=subprocess.DEVNULL, check=check)
