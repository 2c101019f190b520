"""A clean Debian 12 machine of its own: processes, network, files and, where it is wanted, a booted systemd."""

import contextlib
import signal
import subprocess
import sys
from pathlib import Path

import debian
import machine_boot
from testbed import process
from world import wait_until

PACKAGES = "/mnt/packages"
SYSTEMD = ["/lib/systemd/systemd"]
NO_SYSTEMD = ["/bin/sleep", "infinity"]
ENVIRONMENT = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive"}


class Machine:
    def __init__(self, directory, packages, first_process):
        """`packages`: a directory that stands in the machine as PACKAGES."""
        self.shared = f"{packages}:{PACKAGES},{debian.archives()}:/var/cache/apt/archives"
        self.first_process = first_process
        self.place = directory
        self.boot = None

    def __enter__(self):
        with open(self.place.with_suffix(".log"), "ab") as log:
            self.boot = process.spawn([sys.executable, "-I", machine_boot.__file__, self.place, debian.tarball(),
                                       self.shared, *self.first_process], last_word=signal.SIGTERM,
                                      stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log, bufsize=0)
        try:
            self.wait_until_it_is_up()
        except BaseException:
            self.__exit__()
            raise
        return self

    def wait_until_it_is_up(self):
        line = process.read_line(self.boot.stdout, self.boot, 60)
        assert line == "up", f"the machine did not start; its log: {self.place}.log"
        self.first = process.descendants(self.boot.pid)[1]  # after the process that waits for it outside
        # Files of the machine as this one sees them, links apart.
        self.root = Path(f"/proc/{self.first}/root")
        debian.lead_through_this_network(self.root)
        if self.first_process == SYSTEMD:
            wait_until(lambda: self.ask("systemctl", "is-system-running") in ("running", "degraded"), 30,
                       "the machine is up")

    def __exit__(self, *_):
        process.end(self.boot, patience=20)
        self.boot.stdout.close()

    def attempt(self, *argv, spaces=("--mount", "--pid", "--uts", "--ipc", "--net", "--cgroup")):
        """A command in the machine, as root: what it printed and how it ended."""
        return subprocess.run(["nsenter", "--target", str(self.first), *spaces, "--wdns=/", "--", *map(str, argv)],
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120, check=False,
                              env=ENVIRONMENT)

    def run(self, *argv, **options):
        done = self.attempt(*argv, **options)
        assert done.returncode == 0, f"{argv}: {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def ask(self, *argv):
        """The answer of a command whose exit status says the same."""
        return self.attempt(*argv).stdout.strip()

    def state(self, unit):
        return self.ask("systemctl", "is-active", unit)

    def property(self, unit, name):
        return self.ask("systemctl", "show", "--value", "--property", name, unit)

    def apt(self, *words):
        return self.run("apt-get", "--yes", *words)

    def install(self, *packages):
        """Installs files of packages: what they depend on is downloaded from here, for the machine has no way out."""
        words = ["install", "--no-install-recommends", "--option", "Dpkg::Options::=--force-confdef",
                 *(f"{PACKAGES}/{name}" for name in packages)]
        outside = ("--mount", "--pid", "--uts", "--ipc", f"--net=/proc/{self.boot.pid}/ns/net")
        download = ["apt-get", "--yes", "--download-only", *words]
        # The lists that were kept may name what the mirror no longer has.
        if self.attempt(*download, spaces=outside).returncode != 0:
            self.run("apt-get", "update", spaces=outside)
            self.run(*download, spaces=outside)
        return self.apt(*words)

    @contextlib.contextmanager
    def network(self):
        """Inside, this thread and the programs it starts are in the machine's network."""
        with open("/proc/thread-self/ns/net", "rb") as ours, open(f"/proc/{self.first}/ns/net", "rb") as theirs:
            process.libc_call("setns", theirs.fileno(), machine_boot.CLONE_NEWNET)
            try:
                yield
            finally:
                process.libc_call("setns", ours.fileno(), machine_boot.CLONE_NEWNET)

    def left_of(self, name):
        """Every path with this name in it; other file systems, as the directory of packages, are not looked at."""
        return self.run("find", "/", "/run", "/tmp", "-xdev", "-iname", f"*{name}*").split()
