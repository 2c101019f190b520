"""`./dev run` itself: what it prints, what it keeps, what it leaves behind."""

import json
import os
import select
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from doors import Door, Key
from testbed import process
from testbed.api import Api
from testbed.paths import CLONE
from world import wait_until


class Running:
    """A demo as a child process."""

    def __init__(self, programs, state, *options, **settings):
        self.state = state
        self.said = open(state.parent / f"{state.name}.said", "ab")
        self.child = process.spawn(
            [sys.executable, CLONE / "tools" / "demo.py", "--json", "--any-port", "--state-dir", state, "--build-dir",
             programs.build, *options],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=self.said, cwd="/", bufsize=0,
            last_word=signal.SIGTERM, **settings)
        self.line = process.read_line(self.child.stdout, self.child, 60)
        assert self.line, Path(self.said.name).read_text()
        self.found = json.loads(self.line)

    def node(self, project):
        [node] = [node for node in self.found["nodes"] if node["project"] == project]
        return node

    def door(self, project):
        node = self.node(project)
        return Door(node["port"], node["login"], node["knownHostsFile"])

    def api(self, password):
        return Api(self.found["console"], self.found["caFile"]).sign_in(self.found["email"], password)

    def processes(self):
        return process.descendants(self.child.pid)

    def names(self):
        return [name_of(pid) for pid in self.processes()]

    def end(self, number=signal.SIGINT):
        """Returns what else it printed."""
        process.end(self.child, number, 20)
        rest = b""
        while select.select([self.child.stdout], [], [], 1)[0] and (chunk := os.read(self.child.stdout.fileno(), 4096)):
            rest += chunk
        self.child.stdout.close()
        self.said.close()
        return rest


@pytest.fixture
def start(programs, new_state):
    """Starts a demo; the same name is the same state."""
    states, running = {}, []

    def begin(name="demo", *options):
        state = states.setdefault(name, None) or new_state(name)
        states[name] = state
        running.append(Running(programs, state, *options))
        return running[-1]

    yield begin
    for demo in running:
        if demo.child.poll() is None:
            demo.end()


def name_of(pid):
    try:
        return Path(f"/proc/{pid}/comm").read_text().strip()
    except OSError:
        return "gone"


def alive(pids):
    return [pid for pid in pids if os.path.exists(f"/proc/{pid}")]


def port_is_open(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_one_line_tells_all_and_the_doors_work(start, tmp_path):
    demo = start()

    assert set(demo.found) == {"console", "caFile", "email", "password", "nodes"}
    assert demo.found["console"].startswith("https://localhost:")
    assert demo.found["email"] == "admin@example.com" and len(demo.found["password"]) >= 12
    assert [set(node) for node in demo.found["nodes"]] == [
        {"project", "cluster", "host", "port", "login", "knownHostsFile"}] * 2
    assert [node["project"] for node in demo.found["nodes"]] == ["Default", "Edge"]
    assert all(node["login"] != "root" for node in demo.found["nodes"])

    api = demo.api(demo.found["password"])
    key = Key(tmp_path / "ada")
    api.add_key("ada", key.public, project=api.project("Edge"))
    demo.door("Edge").attempts_until(key, lambda attempt: attempt.opened, patience=5)
    assert not demo.door("Default").opens(key)

    assert "/dev/pts/" in demo.door("Edge").in_terminal(key, "tty")
    assert demo.end() == b"", "one line, and one only"


def test_a_second_run_goes_on_with_the_same_data(start, tmp_path):
    first = start()
    api = first.api(first.found["password"])
    key = Key(tmp_path / "ada")
    api.add_key("ada", key.public, project=api.project("Default"))
    first.door("Default").attempts_until(key, lambda attempt: attempt.opened, patience=5)
    first.end()

    second = start()

    assert second.found == {**first.found, "password": None}
    assert second.door("Default").opens(key) and not second.door("Edge").opens(key)
    api = second.api(first.found["password"])
    project = api.project("Default")
    [uid] = [item["metadata"]["uid"] for item in api.get("/v1/users/assets/sshkeys", project=project)["items"]]
    api.delete_key(uid, project=project)
    second.door("Default").attempts_until(key, lambda attempt: not attempt.opened, patience=5)


def test_taken_ports_are_gone_around(start, tmp_path):
    first = start()
    password, old = first.found["password"], first.found
    first.end()
    with socket.socket() as console, socket.socket() as node:
        for taken, port in ((console, int(old["console"].rpartition(":")[2])), (node, old["nodes"][1]["port"])):
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            taken.bind(("127.0.0.1", port))
            taken.listen()

        second = start()

        assert second.found["console"] != old["console"] and second.node("Edge")["port"] != old["nodes"][1]["port"]
        assert second.node("Default") == old["nodes"][0]
        api = second.api(password)
        key = Key(tmp_path / "ada")
        api.add_key("ada", key.public, project=api.project("Edge"))
        second.door("Edge").attempts_until(key, lambda attempt: attempt.opened, patience=10)


def test_fresh_starts_over_and_wipes_only_its_own(start, tmp_path):
    first = start()
    state = first.state
    first.end()
    (state / "notes-of-somebody.txt").write_text("keep me")

    second = start("demo", "--fresh")

    assert second.found["password"] not in (None, first.found["password"])
    assert second.api(second.found["password"]).get("/v1/users/assets/sshkeys")["items"] == []
    assert (state / "notes-of-somebody.txt").read_text() == "keep me"


def test_two_at_once_on_the_same_state_are_refused(start, programs):
    demo = start()
    other = subprocess.run([sys.executable, CLONE / "tools" / "demo.py", "--json", "--state-dir", demo.state,
                            "--build-dir", programs.build], stdin=subprocess.DEVNULL, capture_output=True, text=True,
                           timeout=60, check=False)
    assert other.returncode != 0 and other.stdout == "" and "another ./dev run" in other.stderr
    assert port_is_open(demo.node("Edge")["port"])


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=lambda number: number.name)
def test_its_end_is_the_end_of_everything_it_started_and_of_nothing_else(start, tmp_path, number):
    demo = start()
    api = demo.api(demo.found["password"])
    key = Key(tmp_path / "ada")
    api.add_key("ada", key.public)
    for project in ("Default", "Edge"):
        demo.door(project).attempts_until(key, lambda attempt: attempt.opened, patience=5)
    bystander = subprocess.Popen(["sleep", "600"])
    # A login that is open, and something that it left in the background.
    login = subprocess.Popen(demo.door("Edge").command(key, "(setsid sleep 600 >/dev/null 2>&1 &) ; echo in; sleep 600"),
                             stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0)
    try:
        assert process.read_line(login.stdout, login, 10) == "in"
        wait_until(lambda: demo.names().count("sleep") == 2, 5, "the login's own processes run")
        assert demo.names().count("gatehouse-agent") == 2
        pids = demo.processes()

        demo.end(number)

        wait_until(lambda: not alive(pids), 10, "every process is gone")
        assert not any(port_is_open(node["port"]) for node in demo.found["nodes"])
        assert bystander.poll() is None
        assert login.wait(10) != 0
    finally:
        for each in (bystander, login):
            each.kill()
            each.wait()
        login.stdout.close()


def test_an_unexpected_end_is_told_with_the_log_to_read(start):
    demo = start()
    [agent, *_] = [pid for pid in demo.processes() if name_of(pid) == "gatehouse-agent"]

    os.kill(agent, signal.SIGKILL)

    def told():
        said = Path(demo.said.name).read_text()
        return "agent on" in said and "SIGKILL" in said and "-agent.log" in said

    wait_until(told, 5, "the demo says that the agent ended")
    assert demo.child.poll() is None, "the rest goes on"


def test_it_is_ready_within_seconds(start, record_property):
    started = time.monotonic()
    start()
    record_property("first start", time.monotonic() - started)
    assert time.monotonic() - started < 10


def test_no_secret_of_people_lies_on_the_disk(start):
    demo = start()
    password = demo.found["password"].encode()
    for path in demo.state.rglob("*"):
        if path.is_file() and not path.is_symlink():
            assert password not in path.read_bytes(), path
    demo.end()
