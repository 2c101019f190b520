"""Valid Ed25519 public keys by the thousand, without a process for each. Nobody holds their private halves."""

import base64
import itertools

import edwards
from forged_keys import string


def public_keys(random, comment):
    """Endlessly many lines, each with another key: one multiple of the base point after the other."""
    base = edwards.base()
    point = edwards.times(random.randrange(edwards.L), base)
    for number in itertools.count():
        blob = base64.b64encode(string(b"ssh-ed25519") + string(edwards.encode(point))).decode()
        yield f"ssh-ed25519 {blob} {comment}-{number}"
        point = edwards.add(point, base)
