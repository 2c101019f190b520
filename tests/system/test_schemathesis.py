"""Strangers' requests by the thousand, made from the API's own document: no answer may differ from what that says."""

import json
import os
import subprocess
import sys

import pytest
from testbed.paths import CLONE

SETTINGS = CLONE / "tests" / "clients" / "schemathesis"
OBJECTS = "^/v1/(apiKeys|clusters|edgehosts/tokens|projects|roles|teams|users)"


class Stranger:
    """schemathesis, with the rights of the administrator."""

    def __init__(self, world, directory):
        me = world.api.get("/v1/users/info")["userUid"]
        self.key = world.api.create("/v1/apiKeys", {"metadata": {"name": "schemathesis"}})
        self.project = world.api.project("Default")
        self.api = world.api
        self.directory = directory
        self.url = f"{world.server.url}/v1/openapi.json"
        self.environment = {
            **os.environ, "PYTHONPATH": str(CLONE / "tests" / "system"), "SSL_CERT_FILE": str(world.server.ca_file),
            "GATEHOUSE_HOOKS": str(SETTINGS / "hooks.py"), "GATEHOUSE_PROJECT": self.project,
            "GATEHOUSE_KEPT": " ".join([self.project, self.key["uid"], me])}

    def run(self, scheme, credential, *options):
        """The operations that were done. `scheme`: the credential's, as the document names it."""
        settings, succeeded = self.directory / "schemathesis.toml", self.directory / "succeeded.json"
        settings.write_text(f"{(SETTINGS / settings.name).read_text()}\n[auth.openapi.{scheme}]\napi_key = '{credential}'\n")
        done = subprocess.run(
            [sys.executable, "-m", "schemathesis.cli", "--config-file", settings, "run", "--no-color", *options, self.url],
            cwd=self.directory, env={**self.environment, "GATEHOUSE_SUCCEEDED": str(succeeded)},
            stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout[-20000:] + done.stderr[-5000:]
        return set(json.loads(succeeded.read_text()))


@pytest.fixture
def stranger(own_world, tmp_path):
    return Stranger(own_world, tmp_path)


@pytest.mark.timeout(300)
def test_every_answer_is_as_the_document_says(stranger):
    done = stranger.run("token", stranger.api.token, "--phases", "coverage,fuzzing")
    assert len(done) > 30, f"little came of it: only {sorted(done)}"


@pytest.mark.timeout(300)
def test_what_one_answer_gave_is_good_for_the_next_request_as_the_document_says(stranger):
    done = stranger.run("apiKey", stranger.key["apiKey"], "--phases", "stateful", "--include-path-regex", OBJECTS)
    assert len(done) > 25, f"little came of it: only {sorted(done)}"
