"""Terminals for logins through an sshd that is not root.

sshd gives a terminal to the group `tty`, which only root may do. Where /dev/pts is mounted with gid=5, as Debian
does, it has that group already; where it is not (some containers and virtual machines) every interactive login
would end at once. There the keeper moves into a name space of its own in which /etc/group has no `tty`: sshd then
leaves the terminal with the user's own group.
"""

import grp
import os

from . import process

CLONE_NEWNS, CLONE_NEWUSER = 0x00020000, 0x10000000
MS_BIND, MS_REC, MS_PRIVATE = 4096, 16384, 1 << 18


def can_be_given():
    try:
        wanted = grp.getgrnam("tty").gr_gid
    except KeyError:
        return True
    ours, theirs = os.openpty()
    found = os.fstat(theirs).st_gid
    os.close(ours)
    os.close(theirs)
    return found == wanted


def hide_the_group(directory):
    """Returns inside the name space; programs started from here on know no group `tty`."""
    uid, gid = os.getuid(), os.getgid()
    groups = os.path.join(directory, "group")
    with open("/etc/group", encoding="utf-8") as all_groups, open(groups, "w", encoding="utf-8") as file:
        file.writelines(line for line in all_groups if not line.startswith("tty:"))
    process.libc_call("unshare", CLONE_NEWUSER | CLONE_NEWNS)
    for name, line in (("setgroups", "deny"), ("uid_map", f"{uid} {uid} 1"), ("gid_map", f"{gid} {gid} 1")):
        with open(f"/proc/self/{name}", "w", encoding="ascii") as file:
            file.write(line)
    process.libc_call("mount", None, b"/", None, MS_REC | MS_PRIVATE, None)
    process.libc_call("mount", os.fsencode(groups), b"/etc/group", None, MS_BIND, None)
