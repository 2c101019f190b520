"""The server and its nodes together, in one directory of state.

    server/   the server's own
    nodes/    one directory a node
    logs/     what every process said
    public/   what anybody may read: the certificate authority, known_hosts files
"""

import shutil
from pathlib import Path

from . import ports
from .api import Api
from .node import Node
from .paths import make_directory, write_whole
from .server import Server

PARTS = ("server", "nodes", "logs", "public")


class House:
    def __init__(self, programs, state, database=None):
        self.programs = programs
        self.state = make_directory(state, 0o755)
        self.logs = make_directory(self.state / "logs")
        self.public = make_directory(self.state / "public", 0o755)
        make_directory(self.state / "nodes")
        self.server = Server(programs, self.state / "server", self.logs / "server.log", database)
        self.nodes = {}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def start_server(self, port=None):
        self.server.start(port or ports.free_port())
        shutil.copyfile(self.server.ca_file, self.public / "ca.pem")
        (self.public / "ca.pem").chmod(0o644)

    def api(self):
        return Api(self.server.url, self.server.ca_file)

    def node(self, name, port=None):
        """The node of this name with its files made for a free port; its keeper runs, its sshd and agent do not."""
        taken = [node.port for node in self.nodes.values()]
        node = Node(self.programs, self.state / "nodes" / name, name, self.logs)
        node.prepare(ports.free_port(port, avoid=taken))
        self.nodes[name] = node.open()
        return node

    def new_node(self, api, name, project, cluster, port=None):
        """Enrols a node in a cluster and starts it."""
        node = self.node(name, port)
        node.enrol(self.server.url, self.server.ca_pin(), cluster, api.enrolment(project, cluster))
        node.start_sshd()
        node.start_agent()
        return node

    def write_known_hosts(self, name, text):
        path = self.public / f"known_hosts-{name}"
        write_whole(path, text, 0o644)
        return path

    def close(self):
        for node in self.nodes.values():
            node.close()
        self.nodes.clear()
        self.server.stop()


def clear(state):
    """Removes what a house keeps, and nothing that somebody else put beside it."""
    for part in PARTS:
        shutil.rmtree(Path(state) / part, ignore_errors=True)
