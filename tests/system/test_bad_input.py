"""What nobody should send: refused with an envelope that helps, and nothing of it is kept."""

import json
import socket
import ssl

import pytest

KEYS = "/v1/users/assets/sshkeys"


def refusal(answer, status, code):
    """The envelope of a refusal, complete."""
    assert answer.status == status, answer.text
    assert answer.headers.get_content_type() == "application/json"
    body = answer.json()
    assert body["code"] == code
    assert body["message"].strip() and body["ref"]
    assert isinstance(body["details"], dict)
    return body


def valid(key):
    return {"metadata": {"name": key.name}, "spec": {"publicKey": key.public}}


def keys_of(world):
    return {item["metadata"]["name"] for item in world.api.get(KEYS, project=world.default.project)["items"]}


@pytest.mark.parametrize("body", [
    b"", b"{", b"nonsense", b"[]", b'"text"', b"null", b"17", b'{"metadata": {"name": "x"}, "spec": {"publicKey": "ssh-',
    b'{"metadata": {"name": "x"}} {"spec": {}}', b"\xff\xfe{}", b'{"metadata": ' + b"[" * 5000 + b"]" * 5000 + b"}",
], ids=lambda body: repr(body[:24]))
def test_a_body_that_is_not_the_right_json_is_refused(world, body):
    before = keys_of(world)
    refusal(world.api.call("POST", KEYS, body, project=world.default.project), 400, "InvalidRequest")
    assert keys_of(world) == before


@pytest.mark.parametrize("change, field", [
    ({"metadata": {"name": 5}}, "/metadata/name"),
    ({"metadata": {"name": None}}, "/metadata/name"),
    ({"metadata": {}}, "/metadata/name"),
    ({"metadata": []}, "/metadata"),
    ({"spec": {"publicKey": ["ssh-ed25519"]}}, "/spec/publicKey"),
    ({"spec": {}}, "/spec/publicKey"),
    ({"spec": "text"}, "/spec"),
], ids=json.dumps)
def test_a_wrong_type_is_refused_and_its_place_named(world, new_key, change, field):
    before = keys_of(world)
    answer = world.api.call("POST", KEYS, {**valid(new_key()), **change}, project=world.default.project)
    assert refusal(answer, 400, "InvalidRequest")["details"]["field"] == field
    assert keys_of(world) == before


@pytest.mark.parametrize("spec, field", [
    ({"expiry": "tomorrow"}, "/spec/expiry"),
    ({"expiry": "2020-01-01T00:00:00Z"}, "/spec/expiry"),
    ({"logins": ["Not A Login"]}, "/spec/logins"),
    ({"from": ["not-an-address"]}, "/spec/from"),
    ({"from": ['127.0.0.1",command="id']}, "/spec/from"),
], ids=json.dumps)
def test_a_wrong_option_is_refused_and_its_place_named(world, new_key, spec, field):
    key = new_key()
    body = {"metadata": {"name": key.name}, "spec": {"publicKey": key.public, **spec}}
    answer = world.api.call("POST", KEYS, body, project=world.default.project)
    assert refusal(answer, 400, "InvalidRequest")["details"]["field"].startswith(field)
    assert key.name not in keys_of(world)


def send_slowly_refused(world, megabytes):
    """A body larger than allowed, over a plain connection: the server may answer before it has read it all."""
    head = (f"POST {KEYS} HTTP/1.1\r\nHost: localhost\r\nAuthorization: {world.api.token}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {megabytes << 20}\r\n\r\n").encode()
    with socket.create_connection(("127.0.0.1", world.server.port), 10) as plain:
        with world.api.tls.wrap_socket(plain, server_hostname="localhost") as line:
            line.sendall(head)
            try:
                for _ in range(megabytes):
                    line.sendall(b"x" * (1 << 20))
            except (BrokenPipeError, ConnectionResetError, ssl.SSLError):
                pass
            received = b""
            try:
                while b"\r\n\r\n" not in received:
                    received += (chunk := line.recv(65536))
                    if not chunk:
                        break
            except (ConnectionResetError, ssl.SSLError):
                pass
            return received


@pytest.mark.parametrize("megabytes", [1, 10])
def test_a_body_of_megabytes_is_refused_as_too_large(world, megabytes):
    body = b'{"metadata": {"name": "large"}, "spec": {"publicKey": "' + b"A" * (megabytes << 20) + b'"}}'
    refusal(world.api.call("POST", KEYS, body, project=world.default.project), 413, "RequestTooLarge")
    assert "large" not in keys_of(world)


@pytest.mark.parametrize("megabytes", [1, 10])
def test_an_announced_size_is_refused_before_the_body_is_read(world, megabytes):
    assert send_slowly_refused(world, megabytes).startswith(b"HTTP/1.1 413 ")
    world.api.get("/v1/me")


@pytest.mark.parametrize("path", ["/v1/nothing", "/v1/users/assets/sshkeys/no-such-uid", "/v1/clusters/..%2f.."])
def test_an_unknown_path_or_object_is_not_found(world, path):
    refusal(world.api.call("GET", path, project=world.default.project), 404, "ResourceNotFound")


@pytest.mark.parametrize("method, path, allowed", [
    ("DELETE", KEYS, {"GET", "POST"}),
    ("PATCH", "/v1/projects/some-uid", {"GET", "PUT", "DELETE"}),
    ("GET", "/v1/auth/authenticate", {"POST"}),
])
def test_a_wrong_method_is_told_the_right_ones(world, method, path, allowed):
    answer = world.api.call(method, path)
    refusal(answer, 405, "MethodNotAllowed")
    told = {word.strip() for word in answer.headers["Allow"].split(",")}
    assert allowed <= told and method not in told


@pytest.mark.parametrize("path", ["/v1/me", KEYS, "/v1/clusters", "/v1/nothing-at-all"])
def test_without_a_session_nothing_is_told(world, path):
    answer = world.house.api().call("GET", path)
    assert answer.status in (401, 404), answer.text
    assert world.house.api().call("GET", path, headers={"Authorization": "wrong"}).status in (401, 404)


def test_a_node_is_no_person_and_a_person_no_node(world):
    identity = json.loads((world.default.node.state / "identity.json").read_text())
    as_node = {"Authorization": f"Node {identity['credential']}"}
    assert world.house.api().call("GET", KEYS, headers=as_node).status in (401, 403)
    poll = {"epoch": 0, "revision": 0, "leaseEnd": "0001-01-01T00:00:00.000Z", "nodeTime": "2030-01-01T00:00:00.000Z"}
    assert world.api.call("POST", "/v1/nodes/self/poll", poll).status in (401, 403)


@pytest.mark.parametrize("where", ["publicKey", "name", "check"])
def test_a_private_key_pasted_by_mistake_is_never_stored_logged_or_echoed(world, new_key, where):
    key = new_key("secret")
    body = valid(key)
    if where == "name":
        body["metadata"]["name"] = key.private
    else:
        body["spec"]["publicKey"] = key.private
    if where == "check":
        answer = world.api.call("POST", f"{KEYS}/check", {"name": key.name, "publicKey": key.private},
                                project=world.default.project)
        assert answer.status == 200 and answer.json()["problem"]["rule"] == "PRIVATE_KEY", answer.text
    else:
        answer = world.api.call("POST", KEYS, body, project=world.default.project)
        told = refusal(answer, 400, "InvalidRequest")
        assert where == "name" or told["details"]["rule"] == "PRIVATE_KEY"

    # The first two lines are the same for every Ed25519 key; the private part comes after.
    secret = [line.encode() for line in key.private.splitlines()[2:-1]]
    assert not any(line in answer.body for line in secret)
    # All files as they are now, with the write-ahead log and whatever was said so far; what is rightly stored is found
    # in them, or the search would show nothing.
    uid = world.default.add_key(key)
    found = b"".join(path.read_bytes() for path in world.house.state.rglob("*") if path.is_file())
    world.default.delete_key(uid)
    assert key.public.split()[1].encode() in found
    assert not any(line in found for line in secret)
