"""Boots a machine: unpacks a root and runs its first process, in name spaces of its own and a control group of its own.

A program of machine.py. It says "up" once the first process is about to start; SIGTERM ends the machine. Nothing of it
is left then: its files were in memory.
"""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
from testbed import process, room  # noqa: E402

CLONE_NEWCGROUP, CLONE_NEWIPC, CLONE_NEWNET = 0x02000000, 0x08000000, 0x40000000
MS_RDONLY, MS_REMOUNT, MNT_DETACH = 1, 32, 2
SYS_PIVOT_ROOT = {"x86_64": 155, "aarch64": 41}
PLAIN = room.MS_NOSUID | room.MS_NODEV | room.MS_NOEXEC
DEVICES = ["null", "zero", "full", "random", "urandom", "tty"]


def main(root, tarball, shared, *first_process):
    """`root`: an empty directory. `shared`: directory:where it stands in the machine, separated by commas."""
    process.libc_call("unshare", room.CLONE_NEWNS)
    room.mount(None, "/", None, room.MS_REC | room.MS_PRIVATE)
    room.mount("cgroup2", root, "cgroup2")
    group = Path(root, f"gatehouse-test-{os.getpid()}")
    group.mkdir()
    process.adopt_orphans()
    inside = os.fork()
    if inside == 0:
        process.die_with_parent(signal.SIGKILL, os.getppid())
        (group / "cgroup.procs").write_text("0")
        room.become_first_process(room.CLONE_NEWNS | room.CLONE_NEWPID | room.CLONE_NEWUTS | CLONE_NEWCGROUP |
                                  CLONE_NEWIPC | CLONE_NEWNET)
        furnish(root, tarball, [pair.split(":") for pair in shared.split(",")])
        start(first_process)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: os.kill(inside, signal.SIGKILL))
    bury_everybody()
    for directory, _, _ in os.walk(group, topdown=False):
        os.rmdir(directory)


def bury_everybody():
    try:
        while True:
            os.wait()
    except ChildProcessError:
        pass


def furnish(root, tarball, shared):
    room.mount("tmpfs", root, "tmpfs", 0, "mode=755")
    subprocess.run(["tar", "--extract", "--file", tarball, "--directory", root], check=True)
    room.mount("proc", f"{root}/proc", "proc", PLAIN)
    # What is set here holds for the kernel, and so for everybody.
    room.mount(f"{root}/proc/sys", f"{root}/proc/sys", None, room.MS_BIND)
    room.mount(None, f"{root}/proc/sys", None, room.MS_BIND | MS_REMOUNT | MS_RDONLY | PLAIN)
    room.mount("sysfs", f"{root}/sys", "sysfs", MS_RDONLY | PLAIN)
    room.mount("cgroup2", f"{root}/sys/fs/cgroup", "cgroup2", PLAIN)
    devices(f"{root}/dev")
    for place in ("run", "tmp"):
        room.mount("tmpfs", f"{root}/{place}", "tmpfs", room.MS_NOSUID | room.MS_NODEV, "mode=1777")
    os.chmod(f"{root}/run", 0o755)
    for directory, place in shared:
        os.makedirs(f"{root}{place}", exist_ok=True)
        room.mount(directory, f"{root}{place}", None, room.MS_BIND)
    os.chdir(root)
    process.libc_call("syscall", SYS_PIVOT_ROOT[os.uname().machine], b".", b".")
    process.libc_call("umount2", b".", MNT_DETACH)
    os.chdir("/")


def devices(place):
    room.mount("tmpfs", place, "tmpfs", room.MS_NOSUID, "mode=755")
    for name in DEVICES:
        Path(place, name).touch()
        room.mount(f"/dev/{name}", f"{place}/{name}", None, room.MS_BIND)
    for name, kind, settings in (("pts", "devpts", "newinstance,ptmxmode=0666,mode=620,gid=5"),
                                 ("shm", "tmpfs", "mode=1777")):
        Path(place, name).mkdir()
        room.mount(kind, f"{place}/{name}", kind, room.MS_NOSUID, settings)
    os.symlink("pts/ptmx", f"{place}/ptmx")


def start(first_process):
    print("up", flush=True)
    with open(os.devnull, "r+b", buffering=0) as nothing:
        for number in (0, 1, 2):
            os.dup2(nothing.fileno(), number)
    os.execve(first_process[0], first_process, {"container": "gatehouse-test", "PATH": "/usr/sbin:/usr/bin:/sbin:/bin"})


if __name__ == "__main__":
    main(*sys.argv[1:])
