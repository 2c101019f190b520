"""The real server in a directory of its own, with whatever a measurement wants to find there."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from testbed.house import House

EMAIL = "admin@example.com"
KEYS = "/v1/users/assets/sshkeys"


def make_keys(count):
    keys = []
    with tempfile.TemporaryDirectory() as place:
        for number in range(count):
            path = Path(place) / str(number)
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", path], check=True)
            keys.append(path.with_suffix(".pub").read_text().strip())
    return keys


class Stage:
    def __init__(self, programs, state):
        self.programs = programs
        self.state = Path(state)
        self.state.mkdir(parents=True, exist_ok=True)
        self.password = None

    def house(self, name):
        """A fresh server that runs."""
        directory = self.state / name
        shutil.rmtree(directory, ignore_errors=True)
        house = House(self.programs, directory)
        self.password = house.server.reset_admin(EMAIL)
        house.start_server()
        return house

    def sign_in(self, house):
        return house.api().sign_in(EMAIL, self.password)

    def enrol_quiet_nodes(self, api, project, cluster, count):
        """Nodes that joined and say nothing more; what each was given."""
        token = api.enrolment(project, cluster)
        host_key = make_keys(1)[0]
        return [api.create("/v1/nodes", {
            "token": token, "cluster": cluster, "name": f"node-{number}", "hostKeys": [host_key],
            "addresses": ["192.0.2.7"], "port": 22, "logins": ["ops"], "missingLogins": [],
            "sshdVersion": "OpenSSH_9.2p1", "agentVersion": "0.1.0"}) for number in range(count)]
