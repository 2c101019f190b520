"""The main job: a key added through the API opens the nodes of its project, and only those."""

import subprocess
import time

from doors import MARK, Watch
from world import wait_until


def test_an_added_key_opens_within_a_second_and_the_other_project_refuses_throughout(world, new_key, record_property):
    key = new_key("ada")
    assert not world.default.door.opens(key)
    with Watch(world.edge.door, key) as elsewhere:
        uid = world.default.add_key(key)
        answered = time.time()

        attempts = world.default.door.attempts_until(key, lambda attempt: attempt.opened, patience=10)

        record_property("seconds from the answer to the start of the first login", attempts[-1].started - answered)
        assert attempts[-1].started - answered <= 1.0, attempts
        assert all(world.default.door.opens(key) for _ in range(3))
        world.default.delete_key(uid)
    assert elsewhere.never_opened()


def test_a_deleted_key_is_refused_within_a_second(world, new_key, record_property):
    key = new_key("brian")
    uid = world.default.add_key(key)
    world.default.door.attempts_until(key, lambda attempt: attempt.opened, patience=10)

    world.default.delete_key(uid)
    answered = time.time()

    attempts = world.default.door.attempts_until(key, lambda attempt: attempt.started > answered + 3, patience=10)
    opened = [attempt for attempt in attempts if attempt.opened]
    record_property("logins after the answer", len(opened))
    assert all(attempt.started < answered + 1.0 for attempt in opened), attempts
    assert not attempts[-1].opened


def test_a_key_of_the_tenant_opens_every_project_until_it_is_deleted(world, new_key):
    key = new_key("tess")
    uid = world.api.add_key(key.name, key.public)
    for place in (world.default, world.edge):
        place.door.attempts_until(key, lambda attempt: attempt.opened, patience=10)

    world.api.delete_key(uid)

    for place in (world.default, world.edge):
        place.door.attempts_until(key, lambda attempt: not attempt.opened, patience=10)


def test_a_key_for_other_logins_or_from_other_addresses_does_not_open(world, new_key):
    elsewhere, other_login, right = new_key("elsewhere"), new_key("other-login"), new_key("right")
    uids = [world.default.add_key(elsewhere, **{"from": ["192.0.2.0/24"]}),
            world.default.add_key(other_login, logins=["somebody"]),
            world.default.add_key(right, **{"from": ["127.0.0.0/8"]}, logins=[world.default.node.login])]
    # The last one opens, so the others have arrived too.
    world.default.door.attempts_until(right, lambda attempt: attempt.opened, patience=10)

    assert not world.default.door.opens(elsewhere)
    assert not world.default.door.opens(other_login)

    for uid in uids:
        world.default.delete_key(uid)


def test_the_server_tells_on_how_many_nodes_a_key_is_in_force(world, new_key):
    key = new_key("counted")
    uid = world.default.add_key(key)

    def in_force():
        return world.api.key(uid, project=world.default.project)["status"]["inForce"] == {"nodes": 1, "of": 1}

    wait_until(in_force, 5, "the node confirms the key")
    assert world.default.door.opens(key), "confirmed, and yet refused"
    world.default.delete_key(uid)


def test_proxy_jump_goes_through_a_node_and_stops_with_the_key_for_it(world, new_key, tmp_path):
    jump_key, inner_key = new_key("jump"), new_key("inner")
    jump_uid = world.default.add_key(jump_key)
    inner_uid = world.edge.add_key(inner_key)
    config = tmp_path / "config"
    config.write_text("".join(
        f"Host {name}\n HostName 127.0.0.1\n Port {place.node.port}\n User {place.node.login}\n"
        f" IdentityFile {key.path}\n UserKnownHostsFile {place.door.known_hosts}\n"
        for name, place, key in (("jump", world.default, jump_key), ("inner", world.edge, inner_key))
    ) + "Host inner\n ProxyJump jump\nHost *\n IdentitiesOnly yes\n IdentityAgent none\n BatchMode yes\n"
        " StrictHostKeyChecking yes\n GlobalKnownHostsFile /dev/null\n")

    def through_the_jump():
        return subprocess.run(["ssh", "-F", config, "inner", "echo", MARK], stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, timeout=30, check=False)

    for place, key in ((world.default, jump_key), (world.edge, inner_key)):
        place.door.attempts_until(key, lambda attempt: attempt.opened, patience=10)
    done = through_the_jump()
    assert (done.returncode, done.stdout.strip()) == (0, MARK), done.stderr

    world.default.delete_key(jump_uid)
    world.default.door.attempts_until(jump_key, lambda attempt: not attempt.opened, patience=10)
    assert "Permission denied (publickey)" in through_the_jump().stderr
    assert world.edge.door.opens(inner_key), "the inner door does not depend on the jump"
    world.edge.delete_key(inner_uid)
