"""Faults of the disk below a running server, and their end.

A full disk is a real one where root may mount a small file system; every other fault, and the full disk of an
ordinary user, is made by strace, which answers the server's system calls in the kernel's place.
"""

import errno
import os
import signal
import subprocess
from contextlib import contextmanager

from testbed import process, room
from world import wait_until

WRITING = "pwrite64,pwritev,ftruncate,fallocate"
SYNCING = "fsync,fdatasync"


def may_mount():
    return os.geteuid() == 0


def mount_small_disk(directory, megabytes):
    """An ext4 of its own in the directory, in a name space that goes with this process and those it starts."""
    process.libc_call("unshare", room.CLONE_NEWNS)
    room.mount(None, "/", None, room.MS_REC | room.MS_PRIVATE)
    image = directory.with_suffix(".img")
    with open(image, "wb") as file:
        file.truncate(megabytes << 20)
    subprocess.run(["mkfs.ext4", "-q", "-m", "0", image], check=True)
    subprocess.run(["mount", "-o", "loop", image, directory], check=True)


def unmount(directory):
    subprocess.run(["umount", directory], check=True)


@contextmanager
def filled(directory):
    """No block is left on the disk."""
    filler = directory / "filler"
    with open(filler, "wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(1 << 20))
        except OSError as full:
            assert full.errno == errno.ENOSPC
        os.fsync(file.fileno())
    yield
    filler.unlink()


@contextmanager
def failing_calls(server, calls, error):
    """Each of these system calls of the server fails with this error, in all its threads."""
    pid = server.child.pid
    strace = process.spawn(["strace", "-f", "-qq", "-p", str(pid), "-o", "/dev/null", "-e", f"trace={calls}",
                            "-e", f"inject={calls}:error={error}"], stdin=subprocess.DEVNULL, stderr=subprocess.PIPE)

    def attached():
        assert strace.poll() is None, strace.stderr.read()
        return tracers(pid) == {strace.pid}

    try:
        wait_until(attached, 10, "strace follows every thread")
        yield
    finally:
        process.end(strace, signal.SIGINT)
        strace.stderr.close()
    assert tracers(pid) == {0}


def tracers(pid):
    found = set()
    for thread in os.listdir(f"/proc/{pid}/task"):
        with open(f"/proc/{pid}/task/{thread}/status", encoding="ascii") as status:
            found.update(int(line.split()[1]) for line in status if line.startswith("TracerPid:"))
    return found
