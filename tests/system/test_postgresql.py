"""On PostgreSQL: the main job, two servers on one database, and moving there from SQLite."""

import shutil
import subprocess
import tempfile

import pytest

from testbed import ports
from testbed.api import Api
from testbed.postgresql import Postgresql
from testbed.server import Server, plain_environment
from world import EMAIL, wait_until


@pytest.fixture(scope="module")
def postgresql():
    with tempfile.TemporaryDirectory(prefix="gatehouse-postgresql-") as state:
        server = Postgresql(state)
        try:
            yield server.start()
        finally:
            server.stop()


@pytest.fixture
def shared_world(build_world, postgresql):
    made = build_world("postgresql", postgresql.new_database())
    try:
        yield made
    finally:
        made.close()


def second_server(world, database):
    """Another server on the same database, with the first one's signing key and certificate authority."""
    state = world.server.state.with_name("second-server")
    for part in ("keys", "tls"):
        shutil.copytree(world.server.state / part, state / part)
    return Server(world.house.programs, state, world.house.logs / "second-server.log", database).start(ports.free_port())


def opens(place, key, patience=10):
    return place.door.attempts_until(key, lambda attempt: attempt.opened, patience=patience)


def closes(place, key):
    return place.door.attempts_until(key, lambda attempt: not attempt.opened, patience=10)


def test_a_key_added_at_one_server_opens_a_node_of_the_other_within_a_second(shared_world, new_key):
    world, key = shared_world, new_key()
    place = world.place("Default", "node")
    second = second_server(world, world.server.options[-1])
    api = Api(second.url, second.ca_file).sign_in(EMAIL, world.password)
    try:
        uid = api.add_key(key.name, key.public, project=place.project)
        revision = wait_until(lambda: place.lines(), 1.0, "the line of a key that the other server took")
        assert len(revision) == 1
        assert opens(place, key)

        api.delete_key(uid, project=place.project)
        wait_until(lambda: not place.lines(), 1.0, "the line's end")
        assert closes(place, key)
    finally:
        api.close()
        second.stop()


def test_the_database_may_be_restarted_under_the_server(shared_world, postgresql, new_key):
    world, key = shared_world, new_key()
    place = world.place("Default", "node")
    postgresql.stop()
    postgresql.start()

    uid = wait_until(lambda: place.add_key(key), 10, "a write after the restart")
    assert opens(place, key, patience=30)
    place.delete_key(uid)
    assert closes(place, key)


def test_a_house_moves_from_sqlite_with_its_keys_people_and_nodes(own_world, postgresql, new_key, record_property):
    world, old, new = own_world, new_key("old"), new_key("new")
    place = world.place("Default", "node")
    uid = place.add_key(old)
    opens(place, old)
    before = place.reported()["status"]
    assert world.stop_server() == 0

    url = postgresql.new_database()
    moved = subprocess.run([world.server.programs.server, "migrate", "--from", world.server.state / "gatehouse.db", "--to", url],
                           check=True, stdout=subprocess.PIPE, text=True, env=plain_environment())
    assert "ssh_key: 1 rows" in moved.stdout
    world.server.options += ["--database", url]
    world.start_server()
    world.api = world.house.api().sign_in(EMAIL, world.password)

    assert place.wait_until_current()["status"]["revision"] == before["revision"]
    assert place.door.opens(old)
    assert world.server.verify_audit()[0] == 0
    place.add_key(new)
    opens(place, new)
    place.delete_key(uid)
    closes(place, old)
    assert place.door.opens(new)
