"""Doors that close by themselves: expiry and lease, with everything of ours dead."""

import re
import time
from datetime import datetime, timezone

LEASE = 12


def rfc3339(seconds):
    return datetime.fromtimestamp(seconds, timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def end_of(line):
    """When sshd stops accepting a line of authorized_keys."""
    stamp = re.search(r'expiry-time="(\d{14})Z"', line).group(1)
    return datetime.strptime(stamp, "%Y%m%d%H%M%S").replace(tzinfo=timezone.utc).timestamp()


def check_that_the_door_closes(door, key, end, sure_until):
    """Open in every attempt that was over by `sure_until`, shut in every one that began after `end`."""
    attempts = door.attempts_until(key, lambda attempt: attempt.started > end + 1.5, patience=60)
    before = [attempt for attempt in attempts if attempt.finished < sure_until]
    after = [attempt for attempt in attempts if attempt.started >= end]
    assert before and all(attempt.opened for attempt in before), (end, attempts)
    assert after and not any(attempt.opened for attempt in after), (end, attempts)


def test_an_expiring_key_stops_on_time_with_agent_and_server_dead(own_world, new_key):
    place = own_world.place("Default", "node")
    key, lasting = new_key("expiring"), new_key("lasting")
    expiry = int(time.time()) + 7
    place.add_key(key, expiry=rfc3339(expiry))
    place.add_key(lasting)
    for each in (key, lasting):
        place.door.attempts_until(each, lambda attempt: attempt.opened, patience=5)

    place.kill_agent()
    own_world.stop_server(kill=True)

    check_that_the_door_closes(place.door, key, expiry, expiry - 1)
    assert place.door.opens(lasting), "only the expired key may stop"


def test_a_live_agent_takes_an_expired_line_away(own_world, new_key):
    place = own_world.place("Default", "node")
    key = new_key("expiring")
    expiry = int(time.time()) + 4
    place.add_key(key, expiry=rfc3339(expiry))
    place.door.attempts_until(key, lambda attempt: attempt.opened, patience=3)

    attempts = place.door.attempts_until(key, lambda attempt: not attempt.opened, patience=10)
    assert expiry - 1 <= attempts[-1].finished and attempts[-1].started <= expiry + 1
    deadline = time.monotonic() + 10
    while place.lines():
        assert time.monotonic() < deadline, place.lines()
        time.sleep(0.05)


def test_with_the_server_down_keys_go_on_to_the_end_of_the_lease_and_stop(own_world, new_key):
    place = own_world.place("Default", "node", leaseSeconds=LEASE)
    key = new_key("leased")
    place.add_key(key)
    place.door.attempts_until(key, lambda attempt: attempt.opened, patience=10)
    # Longer than one lease: with the server up it is renewed, and the door stays open.
    started = time.time()
    attempts = place.door.attempts_until(key, lambda attempt: attempt.started > started + LEASE + 1, patience=60)
    assert all(attempt.opened for attempt in attempts), attempts

    stopped = time.time()
    assert own_world.stop_server() == 0

    [line] = place.lines()
    check_that_the_door_closes(place.door, key, stopped + LEASE, end_of(line) - 1)

    own_world.start_server()
    place.door.attempts_until(key, lambda attempt: attempt.opened, patience=30)
