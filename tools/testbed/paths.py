"""Where things lie: the clone, the programs, and a place for state that sshd's StrictModes accepts."""

import hashlib
import os
import re
import stat
from pathlib import Path

CLONE = Path(__file__).resolve().parents[2]
SSHD = Path("/usr/sbin/sshd")


class Programs:
    """The binaries and the built console of one build."""

    def __init__(self, build=None, console=None):
        self.build = Path(build or os.environ.get("GATEHOUSE_BUILD") or CLONE / "build" / "dev").resolve()
        self.console = Path(console or os.environ.get("GATEHOUSE_CONSOLE") or CLONE / "console" / "dist").resolve()
        self.server = self.build / "gatehouse-server"
        self.agent = self.build / "gatehouse-agent"
        self.command_line = self.build / "gatehouse"

    def missing(self):
        wanted = [self.server, self.agent, self.console / "index.html", SSHD]
        return [str(path) for path in wanted if not path.exists()]


def refused_by_strict_modes(path):
    """Why sshd would not read a login's keys below this path; None when it would.

    sshd wants every directory up to the root owned by root or the login, and writable by nobody else. Blanks,
    quotes and percent signs have a meaning in its settings.
    """
    path = Path(path).resolve()
    if not re.fullmatch(r"[\w/.,:+@=~-]+", str(path), re.ASCII):
        return f"{path} has characters that have a meaning in sshd's settings"
    for directory in (path, *path.parents):
        try:
            found = directory.stat()
        except FileNotFoundError:
            continue  # we make it ourselves
        except PermissionError:
            return f"{directory} cannot be entered"
        if found.st_uid not in (0, os.geteuid()):
            return f"{directory} belongs to somebody else"
        if found.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
            return f"{directory} is writable by others"
    return None


def home():
    import pwd

    return Path(pwd.getpwuid(os.geteuid()).pw_dir)


def state_directory(name, preferred):
    """`preferred` where sshd accepts it, else a directory below the home. Returns it and why not the first."""
    why = refused_by_strict_modes(preferred)
    if why is None and not may_write(preferred):
        why = f"{preferred} cannot be written"
    if why is None:
        return Path(preferred).resolve(), None
    mark = hashlib.sha256(str(Path(preferred).resolve()).encode()).hexdigest()[:12]
    fallback = home() / ".local" / "state" / name / mark
    second = refused_by_strict_modes(fallback)
    if second is not None:
        raise RuntimeError(f"no place for the nodes' files that sshd would accept: {why}; {second}")
    return fallback, why


def may_write(path):
    path = Path(path).resolve()
    while not path.exists():
        path = path.parent
    return os.access(path, os.W_OK | os.X_OK)


def make_directory(path, mode=0o700):
    """A directory of exactly this mode, whatever the umask."""
    Path(path).mkdir(parents=True, exist_ok=True)
    os.chmod(path, mode)
    return Path(path)


def write_whole(path, text, mode=0o600):
    """Replaces a file in one step."""
    path = Path(path)
    fresh = path.with_name(f".{path.name}.new")
    fresh.unlink(missing_ok=True)
    with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "w", encoding="utf-8") as file:
        file.write(text)
        os.fchmod(file.fileno(), mode)
    fresh.replace(path)
