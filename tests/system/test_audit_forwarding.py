"""The audit trail leaves the machine: to a syslog receiver and to a file, and nothing waits for either."""

import json
import secrets
import ssl
import urllib.request

import pytest
from syslog_receiver import Receiver, make_certificate
from testbed.api import Api
from world import EMAIL, wait_until


@pytest.fixture
def certificate(tmp_path):
    return make_certificate(tmp_path)


@pytest.fixture
def receivers(certificate):
    """Makes receivers, and ends them."""
    made = []

    def make(**options):
        made.append(Receiver(*certificate, **options))
        return made[-1]
    yield make
    for receiver in made:
        receiver.close()


def restart_with(world, *options):
    world.stop_server()
    world.server.options += options
    world.start_server()
    world.api = world.house.api().sign_in(EMAIL, world.password)


def to_syslog(port, certificate):
    return "--audit-syslog", f"localhost:{port}", "--audit-syslog-ca", certificate[0]


def newest(world):
    [event] = world.api.get("/v1/audits?limit=1")["items"]
    return event["metadata"]["uid"]


def uids(events):
    return {event["uid"] for event in events}


def lines_of(path):
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def test_a_receiver_gets_every_event_in_order_and_what_it_missed_when_it_is_back(own_world, receivers, certificate):
    first = receivers()
    restart_with(own_world, *to_syslog(first.port, certificate))
    stranger = Api(own_world.server.url, own_world.server.ca_file)
    hostile = 'x"]\r\n<13>1 \x1b[2J\u202e\u0085@example.com'
    assert stranger.call("POST", "/v1/auth/authenticate", {"emailId": hostile, "password": "no"}).status == 401
    own_world.api.create("/v1/projects", {"metadata": {"name": "Edge"}})
    wait_until(lambda: newest(own_world) in uids(first.events), 20, "the newest event arrives")
    numbers = first.numbers()
    assert numbers == list(range(1, len(numbers) + 1))
    [refused] = [event for event in first.events if event["outcome"] == "denied"]
    assert refused["actor"] == r'x"]\u000d\u000a<13>1 \u001b[2J\u202e\u0085@example.com'

    first.close()
    own_world.api.create("/v1/projects", {"metadata": {"name": "Missed"}})
    wait_until(lambda: "cannot be forwarded" in own_world.server.log.read_text(), 20, "the server notices")
    second = receivers(port=first.port)
    wait_until(lambda: newest(own_world) in uids(second.events), 60, "what was missed arrives")
    assert "Missed" in {event["resourceName"] for event in first.events + second.events}
    assert set(second.numbers()) | set(numbers) == set(range(1, max(second.numbers()) + 1))


def test_a_receiver_with_another_certificate_gets_nothing(own_world, receivers, tmp_path):
    (tmp_path / "other").mkdir()
    receiver = receivers()
    restart_with(own_world, *to_syslog(receiver.port, make_certificate(tmp_path / "other")))
    wait_until(lambda: "certificate is not trusted" in own_world.server.log.read_text(), 20, "the server says why")
    assert receiver.numbers() == []


def test_a_receiver_that_hangs_delays_nothing_that_takes_access_away(own_world, receivers, certificate, new_key):
    token = own_world.server.state / "token"
    token.write_text(secrets.token_hex(32))
    hanging = receivers(hangs=True)
    restart_with(own_world, *to_syslog(hanging.port, certificate), "--metrics-token-file", token,
                 "--audit-file", "/dev/full")
    place, key = own_world.place("Default", "node"), new_key()
    uid = place.add_key(key)
    place.door.attempts_until(key, lambda attempt: attempt.opened, patience=20)
    impatient = Api(own_world.server.url, own_world.server.ca_file, patience=5).sign_in(EMAIL, own_world.password)
    tries = len(hanging.connections)
    wait_until(lambda: len(hanging.connections) > tries, 40, "another try begins, which hangs for ten seconds")

    impatient.delete_key(uid, project=place.project)

    place.door.attempts_until(key, lambda attempt: not attempt.opened, patience=5)
    assert hanging.numbers() == []
    assert backlog(own_world, token)["syslog"] > 0
    assert backlog(own_world, token)["file"] > 0
    assert own_world.stop_server() == 0


def backlog(world, token):
    request = urllib.request.Request(world.server.url + "/metrics",
                                     headers={"Authorization": f"Bearer {token.read_text()}"})
    context = ssl.create_default_context(cafile=world.server.ca_file)
    with urllib.request.urlopen(request, context=context, timeout=10) as answer:
        lines = answer.read().decode().splitlines()
    return {line.split('"')[1]: float(line.split()[-1]) for line in lines if line.startswith("gatehouse_audit_backlog{")}


def test_a_file_gets_every_event_also_through_a_rotation_and_a_restart(own_world, tmp_path):
    path = tmp_path / "audit.jsonl"
    restart_with(own_world, "--audit-file", path)
    wait_until(lambda: newest(own_world) in uids(lines_of(path)), 20, "the newest event is in the file")

    path.rename(tmp_path / "audit.jsonl.1")
    own_world.api.create("/v1/projects", {"metadata": {"name": "After"}})
    own_world.api.create("/v1/projects", {"metadata": {"name": "Rotated"}})
    wait_until(lambda: newest(own_world) in uids(lines_of(path)), 20, "the file is made anew")
    own_world.stop_server()
    with path.open("a") as file:
        file.write('{"number":')  # as a power cut leaves it
    own_world.start_server()
    own_world.api = own_world.house.api().sign_in(EMAIL, own_world.password)
    wait_until(lambda: newest(own_world) in path.read_text(), 20, "it goes on")

    lines = [line for file in (tmp_path / "audit.jsonl.1", path) for line in file.read_text().splitlines()]
    assert lines.count('{"number":') == 1
    numbers = [json.loads(line)["number"] for line in lines if line != '{"number":']
    assert numbers == list(range(1, len(numbers) + 1))
    assert path.stat().st_mode & 0o777 == 0o640
