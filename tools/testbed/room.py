"""A private machine for one node, when root runs the demo.

Mounts, process ids and the host name are the room's own: its own /etc with an ordinary account, its own /home,
/var/lib and /run. The system's files and the loopback network are shared. Nothing of it is left on the
machine when its first process ends.

The directory it is made of holds etc/ home/ lib/ and lives on, so that the next run finds the same node.
"""

import os
import pwd
import shutil
import signal
import socket
from pathlib import Path

from . import process
from .paths import make_directory

LOGIN = "ops"
AGENT = "/run/gatehouse/gatehouse-agent"
RUNS_AS = 30000  # account ids of the rooms start here, past those of ordinary people

CLONE_NEWNS, CLONE_NEWUTS, CLONE_NEWPID = 0x00020000, 0x04000000, 0x20000000
MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_BIND, MS_REC, MS_PRIVATE = 2, 4, 8, 4096, 16384, 1 << 18

# What programs want to find in /etc beyond what we write ourselves.
COPIED = ["alternatives", "bash.bashrc", "environment", "host.conf", "hosts", "inputrc", "ld.so.cache", "ld.so.conf",
          "ld.so.conf.d", "localtime", "login.defs", "nsswitch.conf", "profile", "protocols", "resolv.conf",
          "services", "shells", "skel", "ssl/openssl.cnf", "terminfo", "timezone"]


def furnish(directory, hostname):
    """Makes the room's files; what is there already stays."""
    directory = make_directory(directory)
    etc = make_directory(directory / "etc", 0o755)
    for part in ("lib", "home"):
        make_directory(directory / part, 0o755)
    if (etc / "passwd").exists():
        return
    for name in COPIED:
        copy(Path("/etc") / name, etc / name)
    (etc / "hostname").write_text(hostname + "\n")
    with open(etc / "hosts", "a", encoding="utf-8") as hosts:
        hosts.write(f"127.0.1.1 {hostname}\n")
    uid = free_id()
    sshd = pwd.getpwnam("sshd").pw_uid
    (etc / "group").write_text(f"root:x:0:\ntty:x:5:\nnogroup:x:65534:\n{LOGIN}:x:{uid}:\n")
    # "*" is no password and no lock: sshd without PAM refuses accounts locked with "!".
    shadow = "".join(f"{name}:*:19000:0:99999:7:::\n" for name in ("root", "nobody", "sshd", LOGIN))
    (etc / "shadow").write_text(shadow)
    os.chmod(etc / "shadow", 0o600)
    home = make_directory(directory / "home" / LOGIN, 0o700)
    for file in ("bashrc", "profile"):
        copy(Path(f"/etc/skel/.{file}"), home / f".{file}")
    for path in (home, *home.iterdir()):
        os.chown(path, uid, uid)
    # Last, as the sign that all is there.
    (etc / "passwd").write_text(
        "root:x:0:0:root:/root:/bin/bash\n"
        "nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n"
        f"sshd:x:{sshd}:65534::/run/sshd:/usr/sbin/nologin\n"
        f"{LOGIN}:x:{uid}:{uid}:an ordinary account:/home/{LOGIN}:/bin/bash\n")


def copy(source, target):
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, symlinks=True, dirs_exist_ok=True)
    elif source.exists():
        shutil.copyfile(source, target)


def free_id():
    taken = {account.pw_uid for account in pwd.getpwall()}
    return next(number for number in range(RUNS_AS, RUNS_AS + 10000) if number not in taken)


def move_in(directory, agent):
    """Returns inside the room, as its first process."""
    become_first_process(CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWUTS)
    arrange(Path(directory), agent)


def become_first_process(namespaces):
    """Returns in new namespaces, one of process ids among them, as the first process. The process outside stays to
    pass on signals and the end."""
    process.libc_call("unshare", namespaces)
    ready, go = os.pipe()
    inside = os.fork()
    if inside != 0:
        os.close(ready)
        stay_outside(inside, go)
    os.close(go)
    process.libc_call("prctl", process.PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.read(ready, 1) != b"!":  # the process outside ended before the kernel watched it for us
        os._exit(1)
    os.close(ready)
    os.setsid()


def stay_outside(inside, go):
    with open(os.devnull, "r+b", buffering=0) as nothing:
        os.dup2(nothing.fileno(), 0)  # or the room would never see the end of its input
        os.dup2(nothing.fileno(), 1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: os.kill(inside, signal.SIGTERM))
    os.write(go, b"!")
    os.close(go)
    _, status = os.waitpid(inside, 0)
    os._exit(os.waitstatus_to_exitcode(status) & 0xFF)


def mount(source, target, kind=None, flags=0, settings=None):
    process.libc_call("mount", encode(source), encode(target), encode(kind), flags, encode(settings))


def encode(text):
    return os.fsencode(text) if text is not None else None


def arrange(directory, agent):
    os.chdir("/")
    mount(None, "/", None, MS_REC | MS_PRIVATE)
    mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC)
    # Opened before anything is covered: the directory may itself lie below one of the places it covers.
    places = {"/etc": "etc", "/home": "home", "/var/lib": "lib"}
    sources = {place: os.open(directory / part, os.O_PATH | os.O_CLOEXEC) for place, part in places.items()}
    program = os.open(agent, os.O_PATH | os.O_CLOEXEC)
    hostname = (directory / "etc" / "hostname").read_text().strip()
    mount("tmpfs", "/run", "tmpfs", MS_NOSUID | MS_NODEV, "mode=755,size=16m")
    for path in ("/run/sshd", "/run/lock", "/run/gatehouse"):
        make_directory(path, 0o755)
    Path(AGENT).touch(0o755)
    mount(f"/proc/self/fd/{program}", AGENT, None, MS_BIND)
    for place, source in sources.items():
        mount(f"/proc/self/fd/{source}", place, None, MS_BIND)
        os.close(source)
    os.close(program)
    socket.sethostname(hostname)
    os.environ.update(HOME="/root", USER="root", LOGNAME="root", PATH="/usr/sbin:/usr/bin:/sbin:/bin")

