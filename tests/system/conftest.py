"""What the system tests share: a house with real processes, and keys to try its doors with."""

import os
import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))

from testbed.house import House  # noqa: E402
from testbed.paths import CLONE, Programs, make_directory, state_directory  # noqa: E402
from world import EMAIL, World  # noqa: E402


def pytest_addoption(parser):
    parser.addoption("--build-dir", help="the build whose programs are tested (default: build/dev)")


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """With CI=true nothing is skipped: what cannot be tested is not known to work."""
    report = (yield).get_result()
    if report.skipped and os.environ.get("CI") == "true":
        report.outcome = "failed"


@pytest.fixture(scope="session")
def programs(request):
    found = Programs(request.config.getoption("--build-dir"))
    missing = found.missing()
    assert not missing, f"not built: {missing}"
    return found


@pytest.fixture(scope="session")
def ground():
    """An empty directory whose files sshd accepts. What a run leaves there is for reading after a failure."""
    place, _ = state_directory("gatehouse-tests", CLONE / "build" / "system-tests")
    shutil.rmtree(place, ignore_errors=True)
    return make_directory(place, 0o755)


@pytest.fixture(scope="session")
def new_state(ground):
    """A new state directory at each call, named after what it is for."""
    def make(name):
        number = sum(1 for _ in ground.iterdir())
        return make_directory(ground / f"{number:02}-{name}", 0o755)
    return make


@pytest.fixture(scope="session")
def build_world(programs, new_state):
    def build(name, database=None):
        house = House(programs, new_state(name), database)
        password = house.server.reset_admin(EMAIL)
        house.start_server()
        return World(house, password)
    return build


@pytest.fixture(scope="module")
def world(request, build_world):
    """A server with two projects, each with a node. One for all tests of a file: leave it as you found it."""
    made = build_world(request.module.__name__.removeprefix("test_"))
    try:
        made.default = made.place("Default", "default-node")
        made.edge = made.place("Edge", "edge-node")
        yield made
    finally:
        made.close()


@pytest.fixture
def own_world(request, build_world):
    """A server with one node, for one test that stops, kills or damages something."""
    made = build_world(request.node.originalname.removeprefix("test_"))
    try:
        yield made
    finally:
        made.close()


@pytest.fixture
def new_key(tmp_path):
    from doors import Key

    def make(name="key"):
        return Key(tmp_path / name)
    return make
