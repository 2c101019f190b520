"""Keys that were sound when they were registered: the running server finds out and says so."""

import subprocess

from forged_keys import Rsa, prime, public_line
from test_bad_input import KEYS, refusal
from world import wait_until


def flagged(world, uid, rule):
    def found():
        status = world.api.get(f"{KEYS}/{uid}")["status"]
        return status["state"] == "compromised" and [finding["rule"] for finding in status["findings"]] == [rule]
    return wait_until(found, 60, f"the key is flagged with {rule}")


def test_two_keys_with_a_prime_in_common_are_both_flagged(own_world):
    shared = prime(1024)
    keys = [Rsa(name, shared * prime(1024)) for name in ("printer", "camera")]
    uids = [own_world.api.add_key(key.name, public_line(key)) for key in keys]
    for uid in uids:
        flagged(own_world, uid, "RSA_SHARED_PRIME")


def test_a_line_added_to_the_blocklist_counts_without_a_restart(own_world, new_key, tmp_path):
    blocklist = tmp_path / "blocklist"
    blocklist.write_text("# nothing yet\n")
    own_world.stop_server()
    own_world.server.options += ["--key-blocklist", blocklist]
    own_world.start_server()
    key = new_key("laptop")
    uid = own_world.api.add_key(key.name, key.public)

    shown = subprocess.run(["ssh-keygen", "-lf", f"{key.path}.pub"], check=True, capture_output=True, text=True).stdout
    blocklist.write_text(shown.split()[1] + " leaked\n")
    flagged(own_world, uid, "KEY_COMPROMISED")
    body = {"metadata": {"name": "again"}, "spec": {"publicKey": key.public}}
    own_world.api.delete_key(uid)
    answer = own_world.api.call("POST", KEYS, body)
    assert refusal(answer, 400, "InvalidRequest")["details"]["rule"] == "KEY_COMPROMISED"
