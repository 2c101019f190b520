"""A running house as the tests speak of it."""

import signal
import time

from doors import Door

EMAIL = "admin@example.com"


def wait_until(found, patience, what):
    """Calls `found` until it gives something true; that is returned. For events, never for luck."""
    deadline = time.monotonic() + patience
    while True:
        if value := found():
            return value
        assert time.monotonic() < deadline, f"not within {patience} s: {what}"
        time.sleep(0.02)


class Place:
    """A cluster with one node in it."""

    def __init__(self, world, project, cluster, node):
        self.world = world
        self.project = project
        self.cluster = cluster
        self.node = node
        known_hosts = world.house.write_known_hosts(node.name, world.api.known_hosts(project))
        self.door = Door(node.port, node.login, known_hosts)

    def add_key(self, key, **spec):
        return self.world.api.add_key(key.name, key.public, project=self.project, **spec)

    def delete_key(self, uid):
        self.world.api.delete_key(uid, project=self.project)

    def reported(self):
        [node] = self.world.api.nodes(self.project, self.cluster)
        return node

    def wait_until_current(self):
        def current():
            node = self.reported()
            return node if node["status"]["state"] == "connected" and node["status"]["current"] else None
        return wait_until(current, 20, f"{self.node.name} confirms the cluster's revision")

    def lines(self):
        """What the agent has given sshd for the login."""
        path = self.node.state / "authorized_keys" / self.node.login
        return path.read_text().splitlines() if path.exists() else []

    def agent_log(self):
        return self.node.log("agent").read_text(errors="replace")

    def kill_agent(self):
        assert self.node.stop("agent", signal.SIGKILL) == -signal.SIGKILL


class World:
    def __init__(self, house, password):
        self.house = house
        self.server = house.server
        self.password = password
        self.api = house.api().sign_in(EMAIL, password)
        self.port = self.server.port
        self.default = self.edge = None  # places; see the fixture `world`

    def place(self, project, name, environment="data-center", **spec):
        """A new cluster in the project with one node that the server knows and that is up to date."""
        uid = self.api.project(project)
        node = self.house.node(name)
        cluster = self.api.cluster(uid, f"{name}-cluster", environment, [node.login], **spec)
        node.enrol(self.server.url, self.server.ca_pin(), cluster, self.api.enrolment(uid, cluster))
        node.start_sshd()
        node.start_agent()
        place = Place(self, uid, cluster, node)
        place.wait_until_current()
        return place

    def stop_server(self, kill=False):
        """Returns its exit status."""
        self.port = self.server.port
        self.api.close()
        return self.server.kill() if kill else self.server.stop()

    def start_server(self):
        """Once more, on the port that the nodes know."""
        self.house.start_server(self.port)

    def close(self):
        self.api.close()
        self.house.close()
