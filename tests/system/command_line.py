"""The program `gatehouse`, and a terminal to try programs in."""

import fcntl
import os
import select
import signal
import struct
import subprocess
import termios
import time

from testbed import process


class CommandLine:
    """One person's: what `gatehouse` keeps lies below a home of its own."""

    def __init__(self, program, home):
        self.program = program
        self.home = home
        self.warned = ""  # what the last command said on standard error
        self.environment = {"PATH": f"{program.parent}:/usr/bin:/bin", "HOME": str(home), "TERM": "xterm"}

    @property
    def kept(self):
        return self.home / ".config" / "gatehouse" / "contexts.json"

    def run(self, *words, said="", status=0, **environment):
        """What it prints, on standard error where it fails; `said` comes by standard input. The exit status must be
        the one that is named."""
        done = subprocess.run([self.program, *words], input=said, capture_output=True, text=True, timeout=30,
                              check=False, env={**self.environment, **environment})
        assert done.returncode == status, f"{words}: {done.returncode}\n{done.stdout}\n{done.stderr}"
        self.warned = done.stderr
        return done.stdout if status == 0 else done.stderr

    def in_terminal(self, *words, **how):
        return Terminal([self.program, *words], self.environment, **how)


class Terminal:
    """A program in a terminal of its own, which begins with this disposition of SIGINT whatever that of the tests is."""

    def __init__(self, argv, environment, columns=200, interrupt=signal.SIG_DFL):
        self.ours, theirs = os.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))

        def prepare():
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)
            signal.signal(signal.SIGINT, interrupt)

        self.child = subprocess.Popen(argv, stdin=theirs, stdout=theirs, stderr=theirs, env=environment,
                                      start_new_session=True, preexec_fn=prepare)
        self.theirs = theirs  # held open, so that its settings can be asked for after the program's end
        self.shown = ""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        process.end(self.child, signal.SIGKILL)
        os.close(self.theirs)
        os.close(self.ours)

    def type(self, text):
        os.write(self.ours, text.encode())

    def wait_for(self, text, patience=20):
        """Reads until the terminal shows it; returns all that it has shown since the last time."""
        deadline = time.monotonic() + patience
        while text not in self.shown:
            ready = select.select([self.ours], [], [], max(deadline - time.monotonic(), 0))[0]
            assert ready, f"not within {patience} s: {text!r} in {self.shown!r}"
            self.shown += os.read(self.ours, 65536).decode("utf-8", "replace")
        before, _, self.shown = self.shown.partition(text)
        return before + text

    def echoes(self):
        return bool(termios.tcgetattr(self.theirs)[3] & termios.ECHO)

    def end(self, patience=20):
        """The exit status, once the program has come to its end."""
        return self.child.wait(patience)

    def rest(self):
        """What it showed and nobody read, after its end."""
        while select.select([self.ours], [], [], 0)[0]:
            self.shown += os.read(self.ours, 65536).decode("utf-8", "replace")
        return self.shown
