"""One node: a real sshd on a loopback port and the real agent beside it.

An ordinary user gets an sshd that lets in that user. Root gets a private room (room.py) with an account `ops`.
"""

import collections
import getpass
import json
import os
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

from . import keeper, ports, process, room
from .paths import SSHD, make_directory, write_whole

SSHD_CONFIG = """\
# Written by Gatehouse's demo. The agent's drop-in comes first: sshd takes the first value it reads.
Include {drop_in}
ListenAddress 127.0.0.1
Port {port}
HostKey {host_key}
PidFile none
StrictModes yes
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin no
LogLevel VERBOSE
PrintMotd no
MaxStartups 100
Subsystem sftp internal-sftp
"""


class Ended(Exception):
    """The keeper of a node is gone."""


class Node:
    def __init__(self, programs, directory, name, logs):
        self.programs = programs
        self.directory = Path(directory)
        self.name = name
        self.logs = Path(logs)
        self.port = None
        self.keeper = None
        self.events = collections.deque()
        self.unread = b""
        self.in_room = os.geteuid() == 0
        self.login = room.LOGIN if self.in_room else getpass.getuser()
        if self.in_room:
            self.agent = room.AGENT
            self.etc = self.directory / "etc"
            self.ssh = self.etc / "ssh"
            self.ssh_inside = Path("/etc/ssh")
            self.state = self.directory / "lib" / "gatehouse"
            self.state_inside = Path("/var/lib/gatehouse")
        else:
            self.agent = str(programs.agent)
            self.ssh = self.ssh_inside = self.directory / "ssh"
            self.state = self.state_inside = self.directory / "agent"

    # What lies where, as the node sees it.

    @property
    def sshd_config(self):
        return self.ssh_inside / "sshd_config"

    @property
    def drop_in(self):
        return self.ssh_inside / "sshd_config.d" / "10-gatehouse.conf"

    def log(self, what):
        return self.logs / f"{self.name}-{what}.log"

    @property
    def host_key(self):
        """The public host key as known_hosts wants it: type and base64."""
        return " ".join((self.ssh / "ssh_host_ed25519_key.pub").read_text().split()[:2])

    # Making and keeping.

    def prepare(self, port):
        """Makes or completes the node's files for this port."""
        self.port = port
        make_directory(self.directory)
        make_directory(self.logs)
        if self.in_room:
            room.furnish(self.directory, self.name)
        make_directory(self.ssh, 0o755)
        make_directory(self.ssh / "sshd_config.d", 0o755)
        key = self.ssh / "ssh_host_ed25519_key"
        if not key.exists():
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", key], check=True,
                           stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        write_whole(self.ssh / "sshd_config", SSHD_CONFIG.format(
            drop_in=self.drop_in, port=port, host_key=self.ssh_inside / key.name))
        return self

    def open(self):
        """Starts the keeper; nothing of the node runs yet."""
        argv = [sys.executable, "-I", keeper.__file__, "--directory", self.directory, "--logs", self.logs,
                "--agent", self.programs.agent, *(["--room"] if self.in_room else [])]
        with open(self.log("keeper"), "ab") as log:
            self.keeper = process.spawn(argv, last_word=signal.SIGTERM, stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=log, bufsize=0)
        return self

    def close(self):
        """Ends everything of the node, logins included."""
        if self.keeper is None:
            return
        self.keeper.stdin.close()
        try:
            self.keeper.wait(10)
        except subprocess.TimeoutExpired:
            pass
        process.end(self.keeper)
        self.keeper.stdout.close()
        self.keeper = None

    def enrol(self, server_url, ca_pin, cluster, token):
        argv = [self.agent, "enroll", "--server", server_url, "--ca-pin", ca_pin, "--cluster", cluster,
                "--state-dir", self.state_inside, "--name", self.name, "--address", "127.0.0.1",
                "--sshd", SSHD, "--sshd-config", self.sshd_config, "--drop-in", self.drop_in]
        answer = self.ask("run", argv=argv, log=self.log("agent").name, environment={"GATEHOUSE_TOKEN": token})
        if answer["status"] != 0:
            raise RuntimeError(f"{self.name} could not be enrolled; the agent's log: {self.log('agent')}")

    def start_sshd(self):
        """Returns once it takes connections."""
        self.ask("start", name="sshd", argv=[SSHD, "-D", "-e", "-f", self.sshd_config], log=self.log("sshd").name)
        if not ports.wait_for_ssh(self.port, 10):
            raise RuntimeError(f"the sshd of {self.name} does not answer; its log: {self.log('sshd')}")

    def start_agent(self):
        self.events = collections.deque(event for event in self.events if event["name"] != "agent")
        return self.ask("start", name="agent", argv=self.agent_command, log=self.log("agent").name)["pid"]

    def ended(self, name):
        """True when it has ended by itself since it was last started."""
        self.events += [told for told in self.hear() if "event" in told]
        return any(event["name"] == name for event in self.events)

    @property
    def agent_command(self):
        return [self.agent, "run", "--state-dir", str(self.state_inside)]

    def stop(self, name, number=signal.SIGTERM):
        """Ends `sshd` or `agent` and waits for it. An sshd's open sessions go on."""
        return self.ask("end", name=name, number=number)["status"]

    def agent_command_outside(self):
        """What starts the agent from a shell of this machine."""
        if not self.in_room:
            return self.agent_command
        return ["nsenter", "--target", str(self.first_process()), "--mount", "--pid", "--uts", *self.agent_command]

    def first_process(self):
        """The first process of the room, by this machine's count."""
        return process.descendants(self.keeper.pid)[0]

    def move_server(self, url):
        """Tells a node that is enrolled, and whose agent does not run, that the server has another address."""
        path = self.state / "identity.json"
        write_whole(path, json.dumps({**json.loads(path.read_text()), "server": url}))

    # Talking with the keeper.

    def ask(self, command, **details):
        message = json.dumps({"do": command, **details}, default=str).encode() + b"\n"
        try:
            self.keeper.stdin.write(message)
        except BrokenPipeError:
            raise Ended(self.name) from None
        deadline = time.monotonic() + 60
        while True:
            told = self.hear(deadline - time.monotonic())
            self.events += [each for each in told if "event" in each]
            for answer in (each["answer"] for each in told if "answer" in each):
                if "problem" in answer:
                    raise RuntimeError(f"{self.name}: {answer['problem']}")
                return answer
            if time.monotonic() > deadline:
                raise RuntimeError(f"the keeper of {self.name} does not answer; its log: {self.log('keeper')}")

    def hear(self, patience=0.0):
        """What the keeper has said meanwhile."""
        if not select.select([self.keeper.stdout], [], [], max(patience, 0))[0]:
            return []
        chunk = os.read(self.keeper.stdout.fileno(), 65536)
        if not chunk:
            raise Ended(self.name)
        *lines, self.unread = (self.unread + chunk).split(b"\n")
        return [json.loads(line) for line in lines]
