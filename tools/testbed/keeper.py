"""Keeps the processes of one node: sshd and the agent. A program of its own; the demo talks to it by pipes.

It reads one JSON command a line and answers each with one JSON line; a process that ends by itself is told as
{"event": "ended", ...}. When its input ends (the demo is gone, in whatever way) or on SIGTERM it ends everything
that was started below it, logins included, and nothing else.

With --room it first moves into a private machine made of the node's directory (room.py); that needs root.
"""

import argparse
import json
import os
import select
import signal
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from testbed import process, room, terminals  # noqa: E402


class Keeper:
    def __init__(self, logs):
        self.logs = logs  # an open directory: its path may be hidden in a room
        self.running = {}
        self.wake, self._alarm = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        signal.set_wakeup_fd(self._alarm)
        self.stopping = False
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, signal.SIG_IGN)

    def _stop(self, *_):
        self.stopping = True

    def serve(self):
        unread = b""
        while not self.stopping:
            ready, _, _ = select.select([0, self.wake], [], [])
            if self.wake in ready:
                os.read(self.wake, 4096)
                self.reap()
            if 0 in ready:
                chunk = os.read(0, 65536)
                if not chunk:
                    break
                *lines, unread = (unread + chunk).split(b"\n")
                for line in lines:
                    self.obey(json.loads(line))
                    self.reap()
        self.end_everything()

    def obey(self, command):
        try:
            answer = getattr(self, "do_" + command.pop("do"))(**command)
        except Exception as problem:  # told to the demo, which decides
            answer = {"problem": f"{type(problem).__name__}: {problem}"}
        self.tell({"answer": answer})

    @staticmethod
    def tell(message):
        try:
            os.write(1, json.dumps(message).encode() + b"\n")
        except BrokenPipeError:
            pass  # nobody listens any more; the end of our input says the same

    def open_log(self, name):
        return os.open(name, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600, dir_fd=self.logs)

    def do_start(self, name, argv, log, environment=None):
        if name in self.running:
            raise RuntimeError(f"{name} is running already")
        child = self.spawn(argv, log, environment)
        self.running[name] = child
        return {"pid": child.pid}

    def do_run(self, argv, log, environment=None, patience=30):
        """A program to its end: its exit status."""
        child = self.spawn(argv, log, environment)
        deadline = time.monotonic() + patience
        while child.poll() is None:
            if time.monotonic() > deadline:
                child.kill()
            self.wait_a_moment()
        return {"status": child.returncode}

    def do_end(self, name, number, patience=5):
        """Sends the signal and waits for the end; kills after `patience`."""
        child = self.running.pop(name, None)
        return {"status": process.end(child, number, patience) if child else None}

    def spawn(self, argv, log, environment):
        file = self.open_log(log)
        try:
            return process.spawn(argv, stdin=subprocess.DEVNULL, stdout=file, stderr=file, cwd="/",
                                 env={**os.environ, **(environment or {})})
        finally:
            os.close(file)

    def wait_a_moment(self):
        if select.select([self.wake], [], [], 0.2)[0]:
            os.read(self.wake, 4096)

    def reap(self):
        """Takes leave of ended children; orphans that came to us are only buried."""
        names = {child.pid: name for name, child in self.running.items()}
        while (pid := self.ended_child()) is not None:
            name = names.get(pid)
            if name is None:
                os.waitpid(pid, 0)
                continue
            status = self.running.pop(name).wait()
            self.tell({"event": "ended", "name": name, "status": status})

    @staticmethod
    def ended_child():
        try:
            found = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        except ChildProcessError:
            return None
        return found.si_pid if found else None

    def end_everything(self):
        for child in self.running.values():
            if child.poll() is None:
                child.terminate()
        deadline = time.monotonic() + 3
        while any(child.poll() is None for child in self.running.values()) and time.monotonic() < deadline:
            self.wait_a_moment()
        # What is left: logins and what they started. They may fork while we look, so look until none is left.
        while below := process.descendants(os.getpid()):
            for pid in below:
                try:
                    os.kill(pid, signal.SIGKILL)
                except ProcessLookupError:
                    pass
            self.bury()

    @staticmethod
    def bury():
        try:
            while os.waitid(os.P_ALL, 0, os.WEXITED) is not None:
                pass
        except ChildProcessError:
            pass


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--logs", required=True)
    parser.add_argument("--directory", required=True)
    parser.add_argument("--room", action="store_true")
    parser.add_argument("--agent")
    options = parser.parse_args()
    process.adopt_orphans()
    logs = os.open(options.logs, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    if options.room:
        room.move_in(options.directory, options.agent)
    elif not terminals.can_be_given():
        try:
            terminals.hide_the_group(options.directory)
        except OSError as problem:
            print(f"logins get no terminal here: {problem}", file=sys.stderr, flush=True)
    Keeper(logs).serve()


if __name__ == "__main__":
    main()
