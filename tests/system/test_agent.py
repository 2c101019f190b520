"""The agent dies, comes back, and finds its files damaged."""

import os
import random
import shutil
import time

from world import wait_until


def test_a_dead_agent_leaves_the_door_as_it_was_and_closes_it_when_it_is_back(own_world, new_key):
    place = own_world.place("Default", "node")
    key = new_key("ada")
    uid = place.add_key(key)
    place.door.attempts_until(key, lambda attempt: attempt.opened, patience=10)

    place.kill_agent()
    place.delete_key(uid)
    answered = time.time()
    still = place.door.attempts_until(key, lambda attempt: attempt.started > answered + 1.5, patience=10)
    assert all(attempt.opened for attempt in still), "nobody was there to close it"

    place.node.start_agent()
    started = time.time()
    attempts = place.door.attempts_until(key, lambda attempt: not attempt.opened, patience=10)
    assert attempts[-1].started <= started + 2.0, attempts


def test_a_stopped_agent_ends_cleanly_and_leaves_the_door_open(own_world, new_key):
    place = own_world.place("Default", "node")
    key = new_key("ada")
    place.add_key(key)
    place.door.attempts_until(key, lambda attempt: attempt.opened, patience=10)
    started = time.monotonic()

    assert place.node.stop("agent") == 0

    assert time.monotonic() - started < 3, "it hung in its poll"
    assert place.door.opens(key)


ROUNDS = 30


class Damage:
    """Harms one file of the agent at a time, and can put everything back."""

    def __init__(self, place, kept, seed):
        self.state, self.kept = place.node.state, kept
        self.random = random.Random(seed)
        shutil.copytree(self.state, kept)
        self.files = sorted(path.relative_to(kept) for path in kept.rglob("*") if path.is_file() and path.stat().st_size)

    def restore(self):
        shutil.rmtree(self.state)
        shutil.copytree(self.kept, self.state)

    def do(self, round_number):
        """Returns what was done, for the message of a failure."""
        name = self.files[round_number % len(self.files)]
        content = bytearray((self.kept / name).read_bytes())
        kind = self.random.choice(["flip", "flip", "truncate", "noise", "remove"])
        if kind == "remove":
            (self.state / name).unlink()
            return f"removed {name}"
        if kind == "flip":
            places = [self.random.randrange(len(content) * 8) for _ in range(self.random.choice([1, 1, 2, 8]))]
            for bit in places:
                content[bit // 8] ^= 1 << bit % 8
            done = f"flipped the bits {places} of {name}"
        elif kind == "truncate":
            length = self.random.randrange(len(content))
            del content[length:]
            done = f"cut {name} after {length} bytes"
        else:
            start = self.random.randrange(len(content))
            noise = self.random.randbytes(self.random.randrange(1, 200))
            content[start:start + len(noise)] = noise
            done = f"wrote {len(noise)} bytes of noise at {start} of {name}"
        (self.state / name).write_bytes(content)
        return done


def start_agent_without_a_server(place):
    """Returns once it has dealt with its files: it tried to reach the server, or gave up."""
    read = len(place.agent_log())
    place.node.start_agent()

    def dealt_with():
        said = place.agent_log()[read:]
        return "poll failed" in said or "could not do its work" in said or place.node.ended("agent")

    wait_until(dealt_with, 10, "the agent deals with its files")


def test_damaged_files_never_open_a_door(own_world, new_key, tmp_path, record_property):
    seed = int(os.environ.get("GATEHOUSE_SEED") or time.time())
    print(f"GATEHOUSE_SEED={seed}")
    record_property("seed", seed)
    place = own_world.place("Default", "node", leaseSeconds=3600)
    elsewhere = own_world.place("Edge", "other-node")
    kept, revoked, foreign = new_key("kept"), new_key("revoked"), new_key("foreign")
    place.add_key(kept)
    uid = place.add_key(revoked)
    elsewhere.add_key(foreign)
    place.door.attempts_until(revoked, lambda attempt: attempt.opened, patience=10)
    before = (place.node.state / "snapshot.json").read_bytes()  # it grants the key that is taken away next
    place.delete_key(uid)
    place.door.attempts_until(revoked, lambda attempt: not attempt.opened, patience=10)
    place.wait_until_current()
    own_world.stop_server()
    place.node.stop("agent")
    damage = Damage(place, tmp_path / "as-it-was", seed)

    def no_door_opened(done):
        assert not place.door.opens(revoked), f"{done} let a revoked key in (seed {seed})"
        assert not place.door.opens(foreign), f"{done} let another project's key in (seed {seed})"

    # Without damage the agent serves from what it has, or the rounds below would show nothing.
    (place.node.state / "authorized_keys" / place.node.login).unlink()
    start_agent_without_a_server(place)
    assert place.door.opens(kept)
    no_door_opened("nothing")
    place.node.stop("agent")

    damage.restore()
    (place.node.state / "snapshot.json").write_bytes(before)
    start_agent_without_a_server(place)
    no_door_opened("an older snapshot, rightly signed,")
    place.node.stop("agent")

    for number in range(ROUNDS):
        damage.restore()
        done = damage.do(number)
        start_agent_without_a_server(place)
        no_door_opened(done)
        place.node.stop("agent")

    damage.restore()
    own_world.start_server()
    place.node.start_agent()
    late = new_key("late")
    place.add_key(late)
    place.door.attempts_until(late, lambda attempt: attempt.opened, patience=20)
