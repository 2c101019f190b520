"""Keys, and doors to try them at: real ssh against a real sshd."""

import subprocess
import threading
import time

MARK = "inside-the-house"


class Key:
    """A key pair that OpenSSH made."""

    agent = "none"  # the socket of the ssh-agent that signs with it

    def __init__(self, path, kind="ed25519"):
        self.path = path
        self.name = path.name
        subprocess.run(["ssh-keygen", "-q", "-t", kind, "-N", "", "-C", f"{path.name}@example.com", "-f", path],
                       check=True, stdin=subprocess.DEVNULL)
        self.public = path.with_suffix(".pub").read_text().strip()
        self.private = path.read_text()


class Attempt:
    """One try to log in. The times are those of this machine's clock, as sshd reads it."""

    def __init__(self, started, finished, opened, said):
        self.started, self.finished, self.opened, self.said = started, finished, opened, said

    def __repr__(self):
        return f"<{'opened' if self.opened else 'refused'} {self.started:.3f}-{self.finished:.3f}>"


class Door:
    def __init__(self, port, login, known_hosts):
        self.port = port
        self.login = login
        self.known_hosts = known_hosts

    def options(self, key):
        """Nothing of the person who runs the tests has a say: no config, no agent of theirs, no other key."""
        return ["-o", "BatchMode=yes", "-o", "IdentitiesOnly=yes", "-o", f"IdentityAgent={key.agent}",
                "-i", str(key.path), "-o", "PreferredAuthentications=publickey", "-o", "StrictHostKeyChecking=yes",
                "-o", f"UserKnownHostsFile={self.known_hosts}", "-o", "GlobalKnownHostsFile=/dev/null",
                "-o", "ConnectTimeout=10"]

    def command(self, key, *words):
        return ["ssh", "-F", "/dev/null", *self.options(key), "-p", str(self.port), f"{self.login}@127.0.0.1", *words]

    def in_terminal(self, key, words):
        """What a command prints that runs in a terminal."""
        done = subprocess.run([*self.command(key)[:-1], "-tt", self.command(key)[-1], words], stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, timeout=30, check=False)
        assert done.returncode == 0, done
        return done.stdout

    def attempt(self, key):
        """Tries once. Anything but a clean login or sshd's own refusal of the key is a fault of the test's world."""
        started = time.time()
        done = subprocess.run(self.command(key, "echo", MARK), stdin=subprocess.DEVNULL, capture_output=True, text=True,
                              timeout=30, check=False)
        opened = done.returncode == 0 and done.stdout.strip() == MARK
        refused = done.returncode == 255 and "Permission denied (publickey" in done.stderr
        assert opened != refused, f"neither opened nor refused: {done.returncode} {done.stdout!r} {done.stderr!r}"
        return Attempt(started, time.time(), opened, done.stderr)

    def opens(self, key):
        return self.attempt(key).opened

    def attempts_until(self, key, enough, patience):
        """Tries again and again until `enough(attempt)`, and returns all attempts."""
        made, deadline = [], time.monotonic() + patience
        while True:
            made.append(self.attempt(key))
            if enough(made[-1]):
                return made
            assert time.monotonic() < deadline, f"not within {patience} s: {made}"


class Watch:
    """Tries a door again and again beside the test; says afterwards what happened."""

    def __init__(self, door, key):
        self.door, self.key = door, key
        self.attempts, self.problem = [], None
        self.over = threading.Event()
        self.thread = threading.Thread(target=self.try_on)

    def try_on(self):
        try:
            while not self.over.is_set():
                self.attempts.append(self.door.attempt(self.key))
                self.over.wait(0.1)
        except AssertionError as problem:
            self.problem = problem

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.thread.join()

    def never_opened(self):
        assert self.problem is None, self.problem
        assert len(self.attempts) >= 3, "too few attempts to say anything"
        return not any(attempt.opened for attempt in self.attempts)
