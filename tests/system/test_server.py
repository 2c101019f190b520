"""The server as an operator meets it: starting, stopping, crashing, losing a password."""

import socket
import ssl
import time

import pytest
from testbed.api import Api, Refused
from testbed.server import Server
from world import EMAIL, wait_until


def names_of_keys(world, place):
    return {item["metadata"]["name"] for item in world.api.get("/v1/users/assets/sshkeys", project=place.project)["items"]}


def check_that_everything_is_there(world, place, key):
    world.api.sign_in(EMAIL, world.password)
    assert names_of_keys(world, place) == {key.name}
    [cluster] = world.api.get("/v1/clusters", project=place.project)["items"]
    assert cluster["metadata"]["uid"] == place.cluster
    place.wait_until_current()
    assert place.door.opens(key)


def test_a_restart_keeps_everything(own_world, new_key):
    place = own_world.place("Default", "node")
    key = new_key("ada")
    place.add_key(key)
    place.door.attempts_until(key, lambda attempt: attempt.opened, patience=10)
    pin, authority = own_world.server.ca_pin(), own_world.server.ca_file.read_bytes()

    assert own_world.stop_server() == 0
    own_world.start_server()

    assert (own_world.server.ca_pin(), own_world.server.ca_file.read_bytes()) == (pin, authority)
    check_that_everything_is_there(own_world, place, key)


def test_a_kill_loses_nothing_that_was_answered(own_world, new_key):
    place = own_world.place("Default", "node")
    key = new_key("ada")
    place.add_key(key)

    own_world.stop_server(kill=True)
    started = time.monotonic()
    own_world.start_server()

    assert time.monotonic() - started < 5
    place.door.attempts_until(key, lambda attempt: attempt.opened, patience=30)
    check_that_everything_is_there(own_world, place, key)


def test_a_stop_is_graceful(own_world):
    """A node waits in its poll meanwhile, and a browser holds a connection."""
    own_world.place("Default", "node")
    own_world.api.get("/v1/me")
    started = time.monotonic()

    assert own_world.stop_server() == 0

    assert time.monotonic() - started < 5, "it waited for a poll to end by itself"
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", own_world.port)) != 0


def test_a_lost_password_is_replaced_and_the_old_one_ends(own_world):
    old = own_world.password
    own_world.stop_server()
    new = own_world.server.reset_admin(EMAIL)
    own_world.start_server()

    assert new != old
    own_world.house.api().sign_in(EMAIL, new)
    try:
        own_world.house.api().sign_in(EMAIL, old)
    except Refused as refused:
        assert refused.status == 401
    else:
        raise AssertionError("the old password still opens")


def test_a_wrong_password_is_refused_and_slows_down(own_world):
    def try_wrong():
        return own_world.house.api().call("POST", "/v1/auth/authenticate", {"emailId": EMAIL, "password": "wrong"})

    assert try_wrong().status == 401

    def slowed():
        answer = try_wrong()
        return answer if answer.status == 429 else None

    assert int(wait_until(slowed, 30, "strangers are slowed down").headers["Retry-After"]) >= 1


def test_health_is_told_to_anybody(own_world):
    assert own_world.house.api().call("GET", "/healthz").status == 200


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion.TLSv1_1 is deprecated")
def test_old_protocols_are_refused(own_world):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(own_world.server.ca_file)
    context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1_1
    context.set_ciphers("ALL:@SECLEVEL=0")
    for version, accepted in ((ssl.TLSVersion.TLSv1_1, False), (ssl.TLSVersion.TLSv1_2, True),
                              (ssl.TLSVersion.TLSv1_3, True)):
        context.maximum_version = version
        context.minimum_version = version
        with socket.create_connection(("127.0.0.1", own_world.server.port), 5) as plain:
            try:
                with context.wrap_socket(plain, server_hostname="localhost"):
                    assert accepted, version
            except ssl.SSLError:
                assert not accepted, version


def test_plain_http_gets_nothing(own_world):
    with socket.create_connection(("127.0.0.1", own_world.server.port), 5) as plain:
        plain.sendall(b"GET /v1/me HTTP/1.1\r\nHost: localhost\r\n\r\n")
        try:
            assert b"200" not in plain.recv(4096)[:40]
        except ConnectionResetError:
            pass


def test_the_console_is_served_with_a_strict_policy(own_world):
    answer = own_world.house.api().call("GET", "/")
    assert answer.status == 200 and "<html" in answer.text.lower()
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src" in policy and "unsafe" not in policy


def test_port_0_takes_a_free_one_and_tells_it(programs, new_state):
    server = Server(programs, new_state("any-port"), new_state("any-port-log") / "server.log")
    server.start(0)
    try:
        assert server.port > 0
        assert Api(server.url, server.ca_file).call("GET", "/healthz").status == 200
    finally:
        assert server.stop() == 0
