"""Strangers' requests by the thousand, made from the API's own document: no answer may differ from what that says."""

import json
import os
import subprocess
import sys

import pytest
from testbed.paths import CLONE

SETTINGS = CLONE / "tests" / "clients" / "schemathesis"

# Each of these is done at least once, or the run has shown little.
DONE = {kind + noun for noun in ("Cluster", "Project", "RegistrationToken", "SshKey")
        for kind in ("create", "get", "update", "delete")} | {
    "createUser", "createEnrolment", "getKnownHosts", "listAudits", "setRegistrationTokenState"}


@pytest.mark.timeout(300)
def test_every_answer_is_as_the_document_says(own_world, tmp_path):
    succeeded = tmp_path / "succeeded.json"
    environment = {
        **os.environ, "PYTHONPATH": str(CLONE / "tests" / "system"), "SSL_CERT_FILE": str(own_world.server.ca_file),
        "GATEHOUSE_HOOKS": str(SETTINGS / "hooks.py"), "GATEHOUSE_SUCCEEDED": str(succeeded),
        "GATEHOUSE_TOKEN": own_world.api.token, "GATEHOUSE_PROJECT": own_world.api.project("Default")}

    done = subprocess.run(
        [sys.executable, "-m", "schemathesis.cli", "--config-file", SETTINGS / "schemathesis.toml",
         "run", "--no-color", f"{own_world.server.url}/v1/openapi.json"],
        cwd=tmp_path, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout[-20000:] + done.stderr[-5000:]
    missed = DONE - set(json.loads(succeeded.read_text()))
    assert not missed, f"never done: {sorted(missed)}"
