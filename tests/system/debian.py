"""A clean Debian 12: its files, bootstrapped once and kept as a tarball, and what its apt needs of this machine."""

import hashlib
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from testbed.paths import CLONE, make_directory

KEPT = CLONE / "build" / "debian"
RELEASE = "bookworm"
BEYOND_MINIMAL = "ca-certificates,systemd-sysv"
PUBLIC_MIRROR = "http://deb.debian.org/debian/"
# What leads apt through this network, where it needs leading.
OF_THIS_NETWORK = ["etc/resolv.conf", "etc/ssl/certs/ca-certificates.crt", "etc/apt/apt.conf"]


def tarball():
    """The root's files; made where there is none yet."""
    sources = sources_of_this_machine()
    mark = hashlib.sha256(repr((RELEASE, BEYOND_MINIMAL, sources)).encode()).hexdigest()[:12]
    kept = KEPT / f"{RELEASE}-{mark}.tar"
    if not kept.exists():
        bootstrap(kept, sources)
    return kept


def archives():
    """Where packages stay that were downloaded once."""
    make_directory(KEPT / "archives" / "partial", 0o755)
    return KEPT / "archives"


def sources_of_this_machine():
    """The lines of sources.list that name Debian's own releases, as this machine's apt has them."""
    told = subprocess.run(["apt-get", "indextargets", "--format", "$(ORIGIN)|$(REPO_URI)|$(RELEASE)|$(COMPONENT)",
                           "Created-By: Packages"], capture_output=True, text=True, check=False).stdout
    found = {tuple(line.split("|")[1:]) for line in told.splitlines() if line.startswith("Debian|")}
    lines = sorted(f"deb {uri} {release} main" for uri, release, component in found
                   if component == "main" and re.fullmatch(f"{RELEASE}(-updates|-security)?", release))
    return lines if any(line.endswith(f" {RELEASE} main") for line in lines) else [f"deb {PUBLIC_MIRROR} {RELEASE} main"]


def bootstrap(kept, sources):
    make_directory(KEPT, 0o755)
    mirror = next(line.split()[1] for line in sources if line.endswith(f" {RELEASE} main"))
    with tempfile.TemporaryDirectory(prefix="root-", dir=KEPT) as root:
        run(["debootstrap", "--variant=minbase", f"--include={BEYOND_MINIMAL}", RELEASE, root, mirror])
        os.chmod(root, 0o755)
        Path(root, "etc/apt/sources.list").write_text("".join(line + "\n" for line in sources))
        lead_through_this_network(root)
        run(["chroot", root, "apt-get", "update"])
        run(["chroot", root, "apt-get", "clean"])
        run(["tar", "--create", "--file", f"{kept}.new", "--directory", root, "."])
    os.replace(f"{kept}.new", kept)


def lead_through_this_network(root):
    proxies = [str(path.relative_to("/")) for path in Path("/etc/apt/apt.conf.d").glob("*proxy*")]
    for name in OF_THIS_NETWORK + proxies:
        if Path("/", name).exists():
            shutil.copyfile(Path("/", name), Path(root, name))


def run(argv):
    done = subprocess.run(argv, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          env={**os.environ, "LC_ALL": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive"}, check=False)
    assert done.returncode == 0, f"{' '.join(argv)}: {done.stdout[-3000:]}"
