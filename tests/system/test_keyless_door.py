"""Some public keys open for everybody, and sshd takes them. Through Gatehouse none of them opens a door."""

import pytest
from forged_keys import all_forged_keys
from forging_agent import ForgedKey, ForgingAgent
from test_bad_input import KEYS, refusal


@pytest.fixture
def forged(tmp_path):
    """The keys that open without a private key, in the hands of an agent that forges; each with its rule."""
    made = list(all_forged_keys())
    path = tmp_path / "agent"
    with ForgingAgent(path, [key for key, _ in made]):
        yield [(ForgedKey(key, tmp_path, path), rule) for key, rule in made]


def opening(door, forged):
    return [key.name for key, _ in forged if door.opens(key)]


def test_no_key_without_a_private_half_opens_a_door(own_world, new_key, forged):
    place = own_world.place("Default", "keyless")
    sound = new_key("sound")
    place.add_key(sound)
    for key, rule in forged:
        body = {"metadata": {"name": key.name}, "spec": {"publicKey": key.public}}
        answer = own_world.api.call("POST", KEYS, body, project=place.project)
        assert refusal(answer, 400, "InvalidRequest")["details"]["rule"] == rule
    place.wait_until_current()
    assert place.door.opens(sound)
    assert opening(place.door, forged) == []

    # The same agent, sshd and door with lines that somebody has written by hand: all open, or the above says nothing.
    place.kill_agent()
    path = place.node.state / "authorized_keys" / place.node.login
    path.write_text(path.read_text() + "".join(f"{key.public}\n" for key, _ in forged))
    assert len(forged) == 11
    assert opening(place.door, forged) == [key.name for key, _ in forged]

    # Nor do they stay: the agent writes what the console signed.
    place.node.start_agent()
    place.wait_until_current()
    assert opening(place.door, forged) == []
    assert place.door.opens(sound)
