"""Child processes that never outlive the one who started them."""

import ctypes
import os
import select
import signal
import subprocess
import time

_libc = ctypes.CDLL(None, use_errno=True)

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36


def libc_call(name, *arguments):
    """One call of the C library; a failure becomes an OSError that names the call."""
    if getattr(_libc, name)(*arguments) != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{name}{arguments}: {os.strerror(number)}")


def die_with_parent(number, parent):
    """Asks the kernel to send us the signal when our parent ends, however it ends."""
    libc_call("prctl", PR_SET_PDEATHSIG, number, 0, 0, 0)
    if os.getppid() != parent:  # it ended before we asked
        os.kill(os.getpid(), number)


def adopt_orphans():
    """Processes below us whose own parent ends become our children, so that none is lost sight of."""
    libc_call("prctl", PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def spawn(argv, *, last_word=signal.SIGKILL, **options):
    """Starts a program in a session of its own (a Ctrl-C in the terminal is for us alone to handle).

    The child gets `last_word` when this process ends. Call it from the main thread: the kernel watches the
    thread that forked.
    """
    parent = os.getpid()

    def prepare():
        signal.pthread_sigmask(signal.SIG_SETMASK, [])
        die_with_parent(last_word, parent)

    return subprocess.Popen(argv, start_new_session=True, preexec_fn=prepare, **options)


def descendants(of):
    """The process ids of everything below a process."""
    children = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                with open(f"/proc/{entry}/stat", encoding="utf-8", errors="replace") as file:
                    # pid (name) state parent ...; the name may hold spaces and brackets
                    parent = int(file.read().rpartition(")")[2].split()[1])
            except (OSError, IndexError):
                continue
            children.setdefault(parent, []).append(int(entry))
    found, waiting = [], [of]
    while waiting:
        below = children.get(waiting.pop(), [])
        found += below
        waiting += below
    return found


def end(process, number=signal.SIGTERM, patience=5.0):
    """Ends a child and waits for it; kills it when it does not listen. Returns its exit status."""
    if process.poll() is None:
        process.send_signal(number)
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            process.kill()
    return process.wait()


def read_line(stream, process, patience):
    """The next line of a child's unbuffered output, or "" when it ended or took too long."""
    deadline = time.monotonic() + patience
    line = b""
    while not line.endswith(b"\n"):
        remaining = deadline - time.monotonic()
        if remaining <= 0 or not select.select([stream], [], [], min(remaining, 0.2))[0]:
            if remaining <= 0 or process.poll() is not None:
                return ""
            continue
        byte = os.read(stream.fileno(), 1)
        if not byte:
            return ""
        line += byte
    return line.decode("utf-8", "replace").rstrip("\n")
