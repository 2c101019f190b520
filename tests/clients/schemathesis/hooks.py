"""What schemathesis must know of Gatehouse beyond the API's document."""

import atexit
import itertools
import json
import os
import random
from pathlib import Path

import ed25519  # of tests/system
import schemathesis
from schemathesis import GenerationMode
from schemathesis.generation.meta import TestPhase

KEPT = set(os.environ["GATEHOUSE_KEPT"].split())  # uids of what all depends on: the project, the user, the API key
number = itertools.count()
keys = ed25519.public_keys(random.Random(1), "key")
succeeded = set()

# Rules that a schema cannot say: a name is one line and new, a public key is one, and so on.
PLAUSIBLE = {
    "/metadata/name": lambda: f"object {next(number)}",
    "/metadata/labels": dict,
    "/metadata/annotations": dict,
    "/projects": list,
    "/roles": list,
    "/spec/cloudType": lambda: None,
    "/spec/defaultProjectUid": str,
    "/spec/emailId": lambda: f"person-{next(number)}@example.com",
    "/spec/expiry": lambda: "2099-01-01T00:00:00Z",
    "/spec/firstName": lambda: "Ada",
    "/spec/from": list,
    "/spec/lastName": lambda: "Lovelace",
    "/spec/leaseSeconds": lambda: 3600,
    "/spec/logins": lambda: ["ops"],
    "/spec/ownerUid": lambda: None,
    "/spec/permissions": lambda: ["project.get"],
    "/spec/publicKey": lambda: next(keys),
    "/spec/roles": list,
    "/spec/scope": lambda: "project",
    "/spec/sources": list,
    "/spec/teams": list,
    "/spec/type": lambda: "user",
    "/spec/userUid": lambda: None,
    "/spec/users": list,
    "/status": lambda: None,
}


def make_plausible(body):
    for pointer, value in PLAUSIBLE.items():
        *parents, name = pointer.removeprefix("/").split("/")
        holder = body
        for parent in parents:
            holder = holder.get(parent) if isinstance(holder, dict) else None
        if isinstance(holder, dict) and name in holder:
            holder[name] = value()


@schemathesis.hook
def map_case(context, case):
    """Of the requests that keep to the schema some keep to these rules too, so that objects come to be: all in chains
    of requests, every second of the others."""
    if case.meta.generation.mode == GenerationMode.POSITIVE and (
            case.meta.phase.name == TestPhase.STATEFUL or next(number) % 2):
        make_plausible(case.body)
    return case


@schemathesis.hook
def filter_case(context, case):
    return case.method == "GET" or not KEPT & set((case.path_parameters or {}).values())


@schemathesis.hook
def after_call(context, case, response):
    if response.status_code < 300:
        succeeded.add(case.operation.definition.raw["operationId"])


@schemathesis.check
def a_refusal_names_the_member(context, response, case):
    """What keeps to the schema may still break such a rule; then the answer says where: in which member, or header."""
    if response.status_code == 400 and case.meta.generation.mode == GenerationMode.POSITIVE:
        refusal = response.json()
        assert refusal["details"]["field"] or "header" in refusal["message"], response.text


atexit.register(lambda: Path(os.environ["GATEHOUSE_SUCCEEDED"]).write_text(json.dumps(sorted(succeeded))))
