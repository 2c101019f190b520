"""A disk that is full, read-only or cannot sync: no false success, reads and nodes go on, and it recovers by itself.

Seen red on a server that acknowledges although its COMMIT failed.
"""

import datetime
import random
import threading

import pytest
from change_load import KEYS
from disk_faults import SYNCING, WRITING, failing_calls, filled, may_mount, mount_small_disk, unmount
from ed25519 import public_keys
from testbed.house import House
from testbed.paths import make_directory
from world import EMAIL, World, wait_until

WRITERS = 4
HOST_KEY = next(public_keys(random.Random(), "host"))


class Node:
    """What an agent asks, and nothing else of it."""

    def __init__(self, world, project):
        self.api = world.house.api()
        cluster = world.api.cluster(project, "cluster", "data-center", ["ops"])
        self.credential = self.api.create("/v1/nodes", {
            "token": world.api.enrolment(project, cluster), "cluster": cluster, "name": "node", "hostKeys": [HOST_KEY],
            "addresses": ["192.0.2.7"], "port": 22, "logins": ["ops"], "missingLogins": [],
            "sshdVersion": "OpenSSH_9.2p1", "agentVersion": "0.1.0"})["credential"]

    def poll(self):
        now = datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        told = {"epoch": 0, "revision": 0, "leaseEnd": "0001-01-01T00:00:00.000Z", "nodeTime": now}
        return self.api.call("POST", "/v1/nodes/self/poll", told, headers={"Authorization": f"Node {self.credential}"})


class Keys:
    """Keys that several clients create at the same time; those that were acknowledged are noted."""

    def __init__(self, world, project):
        self.world, self.project = world, project
        self.lines = public_keys(random.Random(), "key")
        self.lock = threading.Lock()
        self.acknowledged = {}

    def create(self, api):
        with self.lock:
            line = next(self.lines)
        body = {"metadata": {"name": line.split()[-1]}, "spec": {"publicKey": line}}
        answer = api.call("POST", KEYS, body, project=self.project)
        if answer.status == 201:
            self.acknowledged[answer.json()["uid"]] = line
        return answer

    def create_many(self, each):
        """The answers to what several clients ask at the same time."""
        answers = []

        def ask(api):
            api.token = self.world.api.token
            answers.extend(self.create(api) for _ in range(each))
            api.close()

        threads = [threading.Thread(target=ask, args=(self.world.house.api(),)) for _ in range(WRITERS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(answers) == WRITERS * each
        return answers

    def there(self):
        items = self.world.api.get(KEYS, project=self.project)["items"]
        return {item["metadata"]["uid"]: item["spec"]["publicKey"] for item in items}


class Scene:
    def __init__(self, world):
        self.world = world
        self.project = world.api.project("Default")
        self.node = Node(world, self.project)
        self.keys = Keys(world, self.project)
        self.browser = self.sign_in_browser()
        assert {answer.status for answer in self.keys.create_many(5)} == {201}

    def sign_in_browser(self):
        answer = self.world.house.api().call(
            "POST", "/v1/auth/session", {"emailId": EMAIL, "password": self.world.password})
        return {"Cookie": answer.headers["Set-Cookie"].partition(";")[0], "Origin": self.world.server.url}

    def health(self):
        return self.world.house.api().call("GET", "/healthz").json()

    def check_during(self):
        self.check_that_nothing_is_written()
        self.check_that_reads_go_on()

    def check_that_nothing_is_written(self):
        """A full disk has room for a last few changes, which then count, and the smaller ones take longest to fail."""
        def refused():
            return [answer for answer in self.keys.create_many(5) if answer.status != 201]

        def unhealthy():
            health = self.health()
            return None if health["readyToWrite"] else health

        for answer in wait_until(refused, 10, "keys cannot be added"):
            assert answer.status == 503 and "try again" in answer.json()["message"], answer.text
        health = wait_until(unhealthy, 10, "nothing at all can be written")
        assert health["readyToRead"] and health["problem"].startswith("the database cannot be written: "), health
        signing_in = self.world.house.api().call(
            "POST", "/v1/auth/authenticate", {"emailId": EMAIL, "password": self.world.password})
        assert signing_in.status == 503, signing_in.text

    def check_that_reads_go_on(self):
        for _ in range(3):
            assert self.keys.there() == self.keys.acknowledged
            assert self.world.api.call("GET", "/v1/me").status == 200
            assert self.world.house.api().call("GET", "/v1/me", headers=self.browser).status == 200
            poll = self.node.poll()
            assert poll.status == 200 and poll.json()["snapshot"], poll.text

    def check_after(self):
        """Whole again within ten seconds, and with all that was acknowledged even after a crash."""
        wait_until(lambda: self.keys.create(self.world.api).status == 201, 10, "writes go on by themselves")
        assert {answer.status for answer in self.keys.create_many(5)} == {201}
        assert self.health() == {"live": True, "readyToRead": True, "readyToWrite": True, "problem": None}
        assert self.node.poll().status == 200
        self.node.api.close()
        self.world.stop_server(kill=True)
        self.world.start_server()
        assert self.keys.there() == self.keys.acknowledged


@pytest.mark.parametrize(("calls", "error"), [
    pytest.param(SYNCING, "EIO", id="that cannot sync"),
    pytest.param(WRITING, "EROFS", id="that is read-only"),
    pytest.param(WRITING, "ENOSPC", id="whose writes find no room")])
def test_a_disk(own_world, calls, error):
    scene = Scene(own_world)
    for _ in range(2):
        with failing_calls(own_world.server, calls, error):
            scene.check_during()
        scene.check_after()


if may_mount():

    @pytest.fixture
    def world_on_a_small_disk(programs, new_state):
        state = new_state("small-disk")
        disk = make_directory(state / "server")
        mount_small_disk(disk, megabytes=16)
        house = House(programs, state)
        try:
            password = house.server.reset_admin(EMAIL)
            house.start_server()
            yield World(house, password)
        finally:
            house.close()
            unmount(disk)

    def test_a_full_disk(world_on_a_small_disk):
        scene = Scene(world_on_a_small_disk)
        for _ in range(2):
            with filled(world_on_a_small_disk.server.state):
                scene.check_during()
            scene.check_after()
