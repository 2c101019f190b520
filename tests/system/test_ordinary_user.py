"""Root runs the tests: then the demo of an ordinary user is tried too, by a made-up one in a name space of its own.

Where an ordinary user runs the tests, all the others show it.
"""

import json
import os
import subprocess

from doors import Door, Key
from testbed import process, room
from testbed.api import Api
from testbed.paths import CLONE, make_directory

NAME, UID = "olga", 29999
PARENT_WRITABLE = 0o777


def become_somebody(home, clone):
    """Runs in the child: an account that exists only here, and the clone at a place that it may read."""
    process.libc_call("unshare", room.CLONE_NEWNS)
    room.mount(None, "/", None, room.MS_REC | room.MS_PRIVATE)
    for name, line in (("passwd", f"{NAME}:x:{UID}:{UID}::/home/{NAME}:/bin/bash\n"), ("group", f"{NAME}:x:{UID}:\n")):
        copy = home.parent / name
        copy.write_text(open(f"/etc/{name}").read() + line)
        copy.chmod(0o644)
        room.mount(str(copy), f"/etc/{name}", None, room.MS_BIND)
    # Opened before /home is covered: the clone may lie below it.
    sources = [os.open(path, os.O_PATH) for path in (home, clone)]
    room.mount("tmpfs", "/home", "tmpfs", 0, "mode=755")
    for source, target in zip(sources, (f"/home/{NAME}", "/home/clones/gatehouse"), strict=True):
        os.makedirs(target)
        room.mount(f"/proc/self/fd/{source}", target, None, room.MS_BIND)
    os.chmod("/home/clones", PARENT_WRITABLE)  # a place that sshd does not trust
    os.setgroups([])
    os.setgid(UID)
    os.setuid(UID)
    os.chdir("/")


def demo_of_somebody(home, ready):
    """Starts it and returns it; `ready` is called in the child."""
    return subprocess.Popen(
        ["/usr/bin/python3", "/home/clones/gatehouse/tools/demo.py", "--json", "--any-port"],
        preexec_fn=ready, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=open(home.parent / "said", "ab"),
        env={"PATH": "/usr/bin:/bin", "HOME": f"/home/{NAME}"}, bufsize=0, start_new_session=True)


if os.geteuid() == 0:

    def test_an_ordinary_user_gets_doors_to_their_own_account(programs, new_state, tmp_path):
        place = new_state("ordinary")
        home = make_directory(place / "home", 0o700)
        os.chown(home, UID, UID)
        demo = demo_of_somebody(home, lambda: become_somebody(home, CLONE))
        try:
            line = process.read_line(demo.stdout, demo, 60)
            assert line, (place / "said").read_text()
            found = json.loads(line)
            outside = str(home)

            def seen(path):
                """A file of theirs, as we see it."""
                assert path.startswith(f"/home/{NAME}/.local/state/"), "sshd would not trust the clone's own place"
                return path.replace(f"/home/{NAME}", outside, 1)

            api = Api(found["console"], seen(found["caFile"])).sign_in(found["email"], found["password"])
            key = Key(tmp_path / "ada")
            api.add_key("ada", key.public, project=api.project("Edge"))
            default, edge = (Door(node["port"], node["login"], seen(node["knownHostsFile"])) for node in found["nodes"])
            assert edge.login == NAME

            edge.attempts_until(key, lambda attempt: attempt.opened, patience=5)
            assert not default.opens(key)
            said = edge.in_terminal(key, "id -u; tty")
            assert str(UID) in said and "/dev/pts/" in said
            pids = process.descendants(demo.pid)
        finally:
            process.end(demo, patience=20)
            demo.stdout.close()
        assert not [pid for pid in pids if os.path.exists(f"/proc/{pid}")]
