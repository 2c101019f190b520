"""The console goes back to an older state; what was revoked since stays revoked."""

import datetime
import shutil

import pytest
from doors import Watch
from testbed.api import Refused
from world import EMAIL, wait_until

REVOKED = 100


class Revocations:
    """Keys that open a node, are in a backup, and are taken away after it."""

    def __init__(self, world, new_key):
        self.world = world
        self.place = world.place("Default", "node", leaseSeconds=3600)
        self.kept = new_key("kept")
        self.keys = [new_key(f"revoked-{number}") for number in range(REVOKED)]
        self.place.add_key(self.kept)
        self.uids = [self.place.add_key(key) for key in self.keys]
        self.wait_until_lines(REVOKED + 1)
        assert all(self.place.door.opens(key) for key in (self.kept, *self.sample()))

    def sample(self):
        """One that loses its login, one that gets an end, one that is deleted."""
        return self.keys[0], self.keys[1], self.keys[2]

    def revoke(self):
        soon = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=2)
        self.edit(0, logins=["somebody"])
        self.edit(1, expiry=soon.isoformat())
        for uid in self.uids[2:]:
            self.place.delete_key(uid)
        self.wait_until_lines(1)
        self.place.wait_until_current()
        assert not any(self.place.door.opens(key) for key in self.sample())

    def edit(self, number, **spec):
        key = self.keys[number]
        body = {"metadata": {"name": key.name}, "spec": {"publicKey": key.public, **spec}}
        self.world.api.expect(204, "PUT", f"/v1/users/assets/sshkeys/{self.uids[number]}", body,
                              project=self.place.project)

    def go_back(self, how):
        """Stops the server, has its state put back, and starts it, with somebody at the door all the while."""
        with Watch(self.place.door, self.keys[2]) as watch:
            self.world.stop_server()
            how()
            self.world.start_server()
            self.world.api.sign_in(EMAIL, self.world.password)
            wait_until(lambda: len(self.held()) == REVOKED, 60, "all that came back is held")
            self.place.wait_until_current()
            wait_until(lambda: len(watch.attempts) >= 3, 20, "the door was tried a few times")
        assert watch.never_opened(), "a revoked key came back meanwhile"

    def held(self):
        items = self.world.api.get("/v1/users/assets/sshkeys", project=self.place.project)["items"]
        return {item["metadata"]["uid"] for item in items if item["status"]["state"] == "held"}

    def wait_until_lines(self, number):
        wait_until(lambda: len(self.place.lines()) == number, 60, f"{number} keys open the node")

    def check_that_all_stay_denied_until_they_are_decided_anew(self):
        assert self.held() == set(self.uids)
        [line] = self.place.lines()
        assert self.kept.public.split()[1] in line
        assert not any(self.place.door.opens(key) for key in self.sample())
        assert self.place.door.opens(self.kept)

        self.world.api.expect(204, "POST", f"/v1/users/assets/sshkeys/{self.uids[0]}/approve",
                              project=self.place.project)
        self.place.door.attempts_until(self.keys[0], lambda attempt: attempt.opened, patience=20)
        self.place.delete_key(self.uids[2])
        self.place.add_key(self.keys[2])
        self.place.door.attempts_until(self.keys[2], lambda attempt: attempt.opened, patience=20)
        assert not self.place.door.opens(self.keys[1])


@pytest.fixture
def revocations(own_world, new_key):
    return Revocations(own_world, new_key)


def test_a_restore_lists_what_it_would_bring_back_and_brings_none_of_it_back(revocations, tmp_path):
    server = revocations.world.server
    server.back_up(tmp_path / "backup")  # while it runs
    revocations.revoke()
    told = {}

    revocations.go_back(lambda: told.update(server.restore(tmp_path / "backup")))

    assert told["replacedWasReadable"]
    assert {item["uid"] for item in told["takenBack"]} == set(revocations.uids)
    revocations.check_that_all_stay_denied_until_they_are_decided_anew()


def test_where_the_lost_database_cannot_be_read_the_nodes_know_what_was_revoked(revocations, tmp_path):
    server = revocations.world.server
    server.back_up(tmp_path / "backup")
    revocations.revoke()

    def lose_and_restore():
        database = server.state / "gatehouse.db"
        database.write_bytes(b"\0" * database.stat().st_size)
        assert server.restore(tmp_path / "backup")["replacedWasReadable"] is False

    revocations.go_back(lose_and_restore)

    revocations.check_that_all_stay_denied_until_they_are_decided_anew()


def test_where_the_whole_state_was_copied_back_a_node_s_proof_tells(revocations, tmp_path):
    server, copy = revocations.world.server, tmp_path / "copy"
    revocations.world.stop_server()
    shutil.copytree(server.state, copy)
    revocations.world.start_server()
    revocations.world.api.sign_in(EMAIL, revocations.world.password)
    revocations.revoke()

    def copy_back():
        shutil.rmtree(server.state)
        shutil.copytree(copy, server.state)

    revocations.go_back(copy_back)

    revocations.check_that_all_stay_denied_until_they_are_decided_anew()


def test_what_is_no_sound_backup_changes_nothing(own_world, tmp_path):
    server = own_world.server
    server.back_up(tmp_path / "backup")
    with pytest.raises(RuntimeError):
        server.restore(tmp_path / "backup")  # the server runs
    with pytest.raises(RuntimeError):
        server.back_up(tmp_path / "backup")  # it is there already
    own_world.stop_server()
    damaged = tmp_path / "backup" / "gatehouse.db"
    content = bytearray(damaged.read_bytes())
    content[len(content) // 2:] = bytes(len(content) - len(content) // 2)
    damaged.write_bytes(content)
    before = (server.state / "gatehouse.db").read_bytes()

    with pytest.raises(RuntimeError):
        server.restore(tmp_path / "backup")
    with pytest.raises(RuntimeError):
        server.restore(tmp_path / "nowhere")

    assert (server.state / "gatehouse.db").read_bytes() == before
    assert not list(server.state.glob("*restor*"))
    own_world.start_server()
    own_world.api.sign_in(EMAIL, own_world.password)


def test_a_backup_makes_the_same_console_on_another_machine(own_world, new_key, programs, new_state, tmp_path):
    """Keys and certificates come with it, so that nodes need not be enrolled again; sessions do not."""
    place = own_world.place("Default", "node")
    key = new_key("ada")
    place.add_key(key)
    place.door.attempts_until(key, lambda attempt: attempt.opened, patience=10)
    server = own_world.server
    server.back_up(tmp_path / "backup")
    token = own_world.api.token
    own_world.stop_server()
    shutil.rmtree(server.state)

    server.restore(tmp_path / "backup")
    own_world.start_server()

    own_world.api.token = token
    with pytest.raises(Refused):
        own_world.api.get("/v1/me")
    own_world.api.sign_in(EMAIL, own_world.password)
    later = new_key("later")
    place.add_key(later)
    place.door.attempts_until(later, lambda attempt: attempt.opened, patience=20)
    assert place.door.opens(key)
