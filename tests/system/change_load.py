"""Writers that note every acknowledgement, and the comparison of those notes with what a server still has."""

import collections
import http.client
import sqlite3
from contextlib import closing

from testbed.api import Refused

KEYS = "/v1/users/assets/sshkeys"
PROJECTS = "/v1/dashboard/projects/metadata"
MOST = 40  # of a kind, so that lists stay short

Thing = collections.namedtuple("Thing", "kind name text")
Change = collections.namedtuple("Change", "verb thing uid")


class Writer:
    """Creates and deletes keys in a project of its own, and projects, one request after the other."""

    def __init__(self, name, api, project, keys, random, noted):
        self.name, self.api, self.project = name, api, project
        self.keys, self.random, self.noted = keys, random, noted
        self.there = {}  # acknowledged and not deleted: uid -> Thing
        self.gone = {}  # acknowledged as deleted
        self.fading = set()  # projects whose removal was never acknowledged: it goes on by itself
        self.pending = None
        self.problem = None

    def run(self, ready, killed):
        """Writes until the server is gone. `ready`: a barrier, passed once the connection stands."""
        try:
            self.api.get("/v1/me")
            ready.wait()
            while True:
                self.pending = self.choose()
                self.acknowledge(self.pending, self.ask(self.pending))
                self.pending = None
        except (OSError, http.client.HTTPException) as broken:
            self.problem = None if killed.is_set() else broken
        except Refused as refused:
            self.problem = refused
        finally:
            self.api.close()

    def choose(self):
        kind = "project" if self.random.random() < 0.15 else "key"
        mine = [uid for uid, thing in self.there.items() if thing.kind == kind]
        if len(mine) < 3 or (len(mine) < MOST and self.random.random() < 0.6):
            text = next(self.keys)
            return Change("create", Thing(kind, text.split()[-1], text if kind == "key" else None), None)
        uid = self.random.choice(mine)
        return Change("delete", self.there[uid], uid)

    def ask(self, change):
        """The uid of what was created or deleted; Refused where the server does not do it."""
        verb, thing, uid = change
        if (verb, thing.kind) == ("create", "key"):
            return self.api.add_key(thing.name, thing.text, project=self.project)
        if (verb, thing.kind) == ("create", "project"):
            return self.api.create("/v1/projects", {"metadata": {"name": thing.name}})["uid"]
        if thing.kind == "key":
            self.api.delete_key(uid, project=self.project)
        else:
            self.api.expect(204, "DELETE", f"/v1/projects/{uid}")
        return uid

    def acknowledge(self, change, uid):
        self.settle(change, uid)
        self.noted(f"{self.name} {change.verb} {change.thing.kind} {uid} {change.thing.name}")

    def settle(self, change, uid):
        if change.verb == "create":
            self.there[uid] = change.thing
        else:
            self.gone[uid] = self.there.pop(uid)

    def compare(self, projects):
        """What differs from the notes, after a restart. A change that was never answered may be there or not."""
        found = {uid: thing for uid, thing in projects.items() if thing.name.startswith(self.name)}
        for item in self.api.get(KEYS, project=self.project)["items"]:
            found[item["metadata"]["uid"]] = Thing("key", item["metadata"]["name"], item["spec"]["publicKey"])
        self.settle_pending(found)
        for uid in self.fading:
            found.pop(uid, None)
        return [f"{self.name}: lost {uid} {thing}" for uid, thing in self.there.items() if found.get(uid) != thing] + [
            f"{self.name}: nobody asked for {uid} {thing}" for uid, thing in found.items() if uid not in self.there]

    def settle_pending(self, found):
        change, self.pending = self.pending, None
        if change is None:
            return
        if change.verb == "create":
            for uid, thing in found.items():
                if thing == change.thing:
                    self.settle(change, uid)
        elif change.thing.kind == "project":
            self.settle(change, change.uid)
            self.fading.add(change.uid)
        elif change.uid not in found:
            self.settle(change, change.uid)


def all_projects(api):
    return {item["metadata"]["uid"]: Thing("project", item["metadata"]["name"], None)
            for item in api.get(PROJECTS)["items"]}


def compare_trail(database, writers):
    """What differs between the notes and the audit trail, and between that and the feed that nodes follow."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, isolation_level=None)) as sql:
        sql.execute("BEGIN")
        events = collections.Counter(sql.execute("SELECT action, object FROM audit_event WHERE outcome = 'done'"))
        revisions = [revision for [revision] in sql.execute("SELECT revision FROM ssh_key")]
        [[head]] = sql.execute("SELECT revision FROM feed_head")
    there = {uid: thing for writer in writers for uid, thing in writer.there.items()}
    gone = {uid: thing for writer in writers for uid, thing in writer.gone.items()}
    fading = {uid for writer in writers for uid in writer.fading}
    wanted = {("sshKey.create" if thing.kind == "key" else "project.create", uid) for uid, thing in (there | gone).items()}
    wanted |= {("sshKey.delete" if thing.kind == "key" else "project.delete", uid)
               for uid, thing in gone.items() if uid not in fading}
    found = {event for event in events if event[0].split(".")[0] in ("sshKey", "project") and
             (event[0] == "project.create" or event[1] not in fading)}
    found -= {("project.create", writer.project) for writer in writers}
    different = [f"without its event: {event}" for event in wanted - found]
    different += [f"an event of what is not so: {event}" for event in found - wanted]
    # Each change of a key is one step of the feed, and a key keeps the step that brought it.
    changes = sum(count for (action, _), count in events.items() if action.startswith("sshKey."))
    if head != changes or len(set(revisions)) != len(revisions) or not all(0 < at <= head for at in revisions):
        different.append(f"the feed is at {head} after {changes} changes of keys, which stand at {sorted(revisions)}")
    return different
