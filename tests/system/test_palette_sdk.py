"""Palette's own Go client, as published, against a real server: every test of tests/clients/go is one here."""

import json
import os
import re
import subprocess
from collections import defaultdict

import pytest
from testbed.paths import CLONE
from world import EMAIL

VIEWER = ("viewer@example.com", "correct horse battery staple")
MODULE = CLONE / "tests" / "clients" / "go"
TESTS = sorted(name for path in MODULE.glob("*_test.go")
               for name in re.findall(r"^func (Test\w+)\(", path.read_text(), re.MULTILINE))


def environment(world):
    """For `go test`: where the server is, and nothing of this machine's settings for Go that could change the client."""
    own_go = CLONE / "build" / "go" / "bin"
    return {**os.environ, "PATH": f"{own_go}:{os.environ['PATH']}",
            "GOTOOLCHAIN": "local", "GOWORK": "off", "GOFLAGS": "-mod=readonly", "CGO_ENABLED": "0",
            "SSL_CERT_FILE": str(world.server.ca_file),
            "GATEHOUSE_HOST": f"localhost:{world.port}", "GATEHOUSE_EMAIL": EMAIL,
            "GATEHOUSE_PASSWORD": world.password, "GATEHOUSE_TOKEN": world.api.token,
            "GATEHOUSE_VIEWER_EMAIL": VIEWER[0], "GATEHOUSE_VIEWER_PASSWORD": VIEWER[1]}


def join(world, email, password):
    """A user who has set a password and holds no role."""
    link = world.api.create("/v1/users", {"spec": {"emailId": email, "firstName": "Vera"}})["activationLink"]
    world.api.expect(204, "PATCH", f"/v1/auth/password/{link.rpartition('/')[2]}/activate", {"password": password})


class Run:
    """What one `go test` reported: how each test ended, and what it said."""

    def __init__(self, world):
        done = subprocess.run(["go", "test", "-json", "-count=1", "-timeout=120s", "."], cwd=MODULE, check=False,
                              env=environment(world), stdin=subprocess.DEVNULL, capture_output=True, text=True)
        self.complaint = done.stderr
        self.ended = {}
        self.said = defaultdict(str)
        for event in map(json.loads, filter(lambda line: line.startswith("{"), done.stdout.splitlines())):
            test = event.get("Test", "").partition("/")[0]
            self.said[test] += event.get("Output", "")
            if event["Action"] in ("pass", "fail", "skip") and "/" not in event.get("Test", ""):
                self.ended[test] = event["Action"]


@pytest.fixture(scope="module")
def run(build_world):
    world = build_world("palette-sdk")
    try:
        join(world, *VIEWER)
        return Run(world)
    finally:
        world.close()


@pytest.mark.timeout(600)  # compiling the client takes minutes the first time
@pytest.mark.parametrize("name", TESTS)
def test_palettes_go_client(run, name):
    assert run.ended.get(name) == "pass", run.said[name] or run.said[""] + run.complaint


def test_every_go_test_is_one_here(run):
    assert set(run.ended) - {""} == set(TESTS) != set()
