"""The real gatehouse-server as a child process."""

import json
import os
import signal
import subprocess

from . import process
from .paths import make_directory


def plain_environment():
    """Without settings of another server that this shell may hold."""
    return {name: value for name, value in os.environ.items() if not name.startswith("GATEHOUSE_")}


class Server:
    def __init__(self, programs, state, log, database=None):
        """`database`: the URL of a PostgreSQL database instead of a file below `state`."""
        self.programs = programs
        self.options = ["--state-dir", state] + (["--database", database] if database else [])
        self.state = make_directory(state)
        self.log = log
        self.url = None
        self.child = None

    @property
    def ca_file(self):
        return self.state / "tls" / "ca.pem"

    @property
    def port(self):
        return int(self.url.rpartition(":")[2])

    def start(self, port, patience=30.0):
        """Serves on the port and returns once it is ready."""
        self.spawn(port)
        line = process.read_line(self.child.stdout, self.child, patience)
        if not line.startswith("listening https://"):
            self.kill()
            raise RuntimeError(f"the server did not start; its log: {self.log}")
        self.url = line.split()[1].rstrip("/")
        return self

    def spawn(self, port):
        """Starts it and waits for nothing."""
        with open(self.log, "ab") as log:
            self.child = process.spawn(
                [self.programs.server, *self.options, "--listen", f"127.0.0.1:{port}", "--public-url", f"https://localhost:{port}",
                 "--console-dir", self.programs.console],
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log, bufsize=0, env=plain_environment())

    def stop(self, patience=15.0):
        """Asks it to stop and waits; returns the exit status, None when it was not running."""
        if self.child is None:
            return None
        status = process.end(self.child, signal.SIGTERM, patience)
        self._gone()
        return status

    def kill(self):
        if self.child is not None:
            process.end(self.child, signal.SIGKILL)
            self._gone()

    def _gone(self):
        self.child.stdout.close()
        self.child = None

    def reset_admin(self, email):
        """The administrator's new password. The server must not be running."""
        answer = json.loads(self._ask("reset-admin", "--email", email))
        return answer["password"]

    def ca_pin(self):
        return self._ask("ca-pin").strip()

    def back_up(self, directory):
        self._ask("backup", directory)

    def restore(self, directory):
        """What would have come back and was taken back. The server must not be running."""
        return json.loads(self._ask("restore", directory, "--yes", "--json"))

    def verify_audit(self):
        """Exit status and what it said; whether it runs or not."""
        done = subprocess.run([self.programs.server, *self.options, "audit", "verify"], stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, check=False, env=plain_environment())
        return done.returncode, done.stdout + done.stderr

    def migrate(self, source, target):
        """Copies one database into another. Neither server may be running."""
        self._ask("migrate", "--from", source, "--to", target)

    def _ask(self, command, *arguments):
        with open(self.log, "ab") as log:
            done = subprocess.run([self.programs.server, command, *self.options, *arguments],
                                  stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log, check=False,
                                  env=plain_environment())
        if done.returncode != 0:
            raise RuntimeError(f"gatehouse-server {command} failed; its log: {self.log}")
        return done.stdout.decode()
