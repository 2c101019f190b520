"""The Debian packages on a clean machine with a booted systemd; `./dev package` must have built them."""

import os
import re
import shutil
import subprocess

import pytest

from doors import Door
from machine import NO_SYSTEMD, SYSTEMD, Machine
from testbed.api import Api
from testbed.paths import CLONE, make_directory
from world import EMAIL, wait_until

SERVER, AGENT, COMMAND_LINE = "gatehouse-server", "gatehouse-agent", "gatehouse"
SETTINGS = "etc/gatehouse/server.toml"
DROP_IN = "etc/ssh/sshd_config.d/10-gatehouse.conf"
COMPLETIONS = {  # where each shell looks for them
    "bash": "usr/share/bash-completion/completions/gatehouse",
    "zsh": "usr/share/zsh/vendor-completions/_gatehouse",
    "fish": "usr/share/fish/vendor_completions.d/gatehouse.fish",
}
LEAST_SHUT_IN = 15  # tenths, as systemd-analyze counts exposure
LATER = "99.0.0"
LOGIN = "ops"

pytestmark = pytest.mark.timeout(600)  # the first run bootstraps a Debian


@pytest.fixture(scope="module")
def packages(new_state):
    """A directory with the packages as they were built, and as a later version with another file of settings."""
    place = new_state("packages")
    for name in (SERVER, AGENT, COMMAND_LINE):
        built = sorted((CLONE / "build" / "packages").glob(f"{name}_*.deb"))
        assert len(built) == 1, "not built: ./dev package"
        shutil.copyfile(built[0], place / f"{name}.deb")
        make_later(place, name)
    return place


def make_later(place, name):
    files = place / f"{name}-later"
    subprocess.run(["dpkg-deb", "--raw-extract", place / f"{name}.deb", files], check=True)
    control = files / "DEBIAN" / "control"
    control.write_text(re.sub(r"(?m)^Version: .*", f"Version: {LATER}", control.read_text()))
    if name == SERVER:
        with open(files / SETTINGS, "a", encoding="utf-8") as settings:
            settings.write("# something that the later version says\n")
    subprocess.run(["dpkg-deb", "-Znone", "--build", files, place / f"{name}-later.deb"], check=True, stdout=subprocess.DEVNULL)
    shutil.rmtree(files)


@pytest.fixture
def new_machine(packages, tmp_path):
    if os.geteuid() != 0:
        pytest.skip("a machine of its own needs root")

    def make(first_process=SYSTEMD):
        return Machine(make_directory(tmp_path / "machine"), packages, first_process)
    return make


def test_the_file_of_settings_names_every_setting_and_no_other(packages):
    fields = subprocess.run(["dpkg-deb", "--fsys-tarfile", packages / f"{SERVER}.deb"], check=True,
                            stdout=subprocess.PIPE).stdout
    shipped = subprocess.run(["tar", "--extract", "--to-stdout", f"./{SETTINGS}"], input=fields, check=True,
                             stdout=subprocess.PIPE).stdout.decode()
    help_text = subprocess.run([CLONE / "build" / "release" / SERVER, "--help"], check=True, text=True,
                               stdout=subprocess.PIPE).stdout
    options = set(re.findall(r"^  --([a-z-]+) ", help_text, re.MULTILINE)) - {"config", "version"}
    assert len(options) >= 9
    assert set(re.findall(r"^#([a-z-]+) = ", shipped, re.MULTILINE)) == options
    assert not re.findall(r"^[^#\n]", shipped, re.MULTILINE), "the defaults stand in the program"


def test_from_installation_to_purge(new_machine, new_key, tmp_path):
    with new_machine() as machine, machine.network():
        machine.install(f"{SERVER}.deb", f"{AGENT}.deb")
        both_are_enabled_and_the_server_runs(machine)
        for unit in (SERVER, AGENT):
            machine.run("systemd-analyze", "security", "--offline=true", f"--threshold={LEAST_SHUT_IN}",
                        f"/lib/systemd/system/{unit}.service")

        api = first_administrator(machine)
        door = node_of_a_new_cluster(machine, api, tmp_path)
        spare, ada, ben = new_key("spare"), new_key("ada"), new_key("ben")
        give_a_key_of_its_own(machine, spare)
        uid = api.add_key("ada", ada.public, project=door.project)
        door.attempts_until(ada, lambda attempt: attempt.opened, patience=5)
        api.delete_key(uid, project=door.project)
        door.attempts_until(ada, lambda attempt: not attempt.opened, patience=5)
        for unit in (SERVER, AGENT):
            runs_without_rights(machine, unit)

        api.add_key("ben", ben.public, project=door.project)
        changed = (machine.root / SETTINGS).read_text() + 'log-level = "debug"\n'
        (machine.root / SETTINGS).write_text(changed)
        upgrade(machine)
        assert (machine.root / SETTINGS).read_text() == changed
        assert "ben" in [key["metadata"]["name"] for key in keys_of(api, door.project)]
        uid = api.add_key("ada", ada.public, project=door.project)
        door.attempts_until(ada, lambda attempt: attempt.opened, patience=15)
        api.close()

        machine.apt("remove", SERVER, AGENT)
        assert machine.state(SERVER) == machine.state(AGENT) == "inactive"
        assert (machine.root / SETTINGS).read_text() == changed
        assert (machine.root / "var/lib/gatehouse-server/gatehouse.db").exists()
        assert door.opens(ben), "nobody is locked out by a removal"

        machine.apt("purge", SERVER, AGENT)
        assert machine.left_of("gatehouse") == []
        assert not door.opens(ben)
        assert door.opens(spare)


def test_a_purge_leaves_a_running_sshd_alone_whose_configuration_is_broken(new_machine):
    with new_machine() as machine, machine.network():
        machine.install(f"{AGENT}.deb")
        (machine.root / DROP_IN).write_text("AuthorizedKeysFile /var/lib/gatehouse/authorized_keys/%u\n")
        with open(machine.root / "etc/ssh/sshd_config", "a", encoding="utf-8") as settings:
            settings.write("NoSuchWord yes\n")
        before = machine.property("ssh", "MainPID")
        machine.apt("purge", AGENT)
        assert machine.left_of("gatehouse") == []
        assert machine.state("ssh") == "active" and machine.property("ssh", "MainPID") == before


def test_the_scripts_do_without_a_running_systemd(new_machine):
    with new_machine(NO_SYSTEMD) as machine:
        machine.install(f"{SERVER}.deb", f"{AGENT}.deb")
        for unit in (SERVER, AGENT):
            assert machine.ask("systemctl", "is-enabled", unit) == "enabled"
        machine.run("id", "gatehouse")
        machine.install(f"{SERVER}-later.deb", f"{AGENT}-later.deb")
        machine.apt("purge", SERVER, AGENT)
        assert machine.left_of("gatehouse") == []


def test_the_command_line_comes_with_its_completion_and_goes_whole(new_machine):
    with new_machine(NO_SYSTEMD) as machine:
        machine.install(f"{COMMAND_LINE}.deb")
        assert machine.run(COMMAND_LINE, "--version").strip()
        for shell, place in COMPLETIONS.items():
            assert (machine.root / place).read_text() == machine.run(COMMAND_LINE, "completion", shell)
        machine.install(f"{COMMAND_LINE}-later.deb")
        machine.apt("purge", COMMAND_LINE)
        assert machine.left_of("gatehouse") == []


# The steps of the long story.


def both_are_enabled_and_the_server_runs(machine):
    for unit in (SERVER, AGENT):
        assert machine.ask("systemctl", "is-enabled", unit) == "enabled"
    assert machine.state(SERVER) == "active"
    assert machine.state(AGENT) == "inactive", "this machine is no node yet"
    assert machine.property(AGENT, "ConditionResult") == "no"


def first_administrator(machine):
    machine.run("systemctl", "stop", SERVER)
    said = machine.run("runuser", "-u", "gatehouse", "--", SERVER, "--config", f"/{SETTINGS}", "reset-admin", "--email",
                       EMAIL)
    machine.run("systemctl", "start", SERVER)
    password = re.search(r'"password":"([^"]+)"', said)[1]
    api = Api("https://localhost:8443", machine.root / "var/lib/gatehouse-server/tls/ca.pem").sign_in(EMAIL, password)
    assert "<title>Gatehouse</title>" in api.expect(200, "GET", "/").text
    return api


def node_of_a_new_cluster(machine, api, tmp_path):
    """Enrols the machine; returns the door to its account."""
    machine.run("useradd", "--create-home", "--shell", "/bin/bash", LOGIN)
    project = api.project("Plant")
    cluster = api.cluster(project, "press-shop", "data-center", [LOGIN])
    pin = machine.run("runuser", "-u", "gatehouse", "--", SERVER, "ca-pin").strip()
    machine.run(AGENT, "enroll", "--server", "https://localhost:8443", "--ca-pin", pin, "--cluster", cluster, "--token",
                api.enrolment(project, cluster), "--address", "127.0.0.1")
    machine.run("systemctl", "reload", "ssh")
    machine.run("systemctl", "restart", AGENT)

    def current():
        [node] = api.nodes(project, cluster)
        return node["status"] if node["status"]["current"] else None
    status = wait_until(current, 20, "the node confirms the cluster's revision")
    assert status["state"] == "connected" and not status.get("problem"), status
    known_hosts = tmp_path / "known_hosts"
    known_hosts.write_text(api.known_hosts(project))
    door = Door(22, LOGIN, known_hosts)
    door.project = project
    return door


def give_a_key_of_its_own(machine, key):
    """As the account has it without Gatehouse."""
    machine.run("runuser", "-u", LOGIN, "--", "sh", "-c",
                f"umask 077; mkdir ~{LOGIN}/.ssh; echo '{key.public}' > ~{LOGIN}/.ssh/authorized_keys")


def keys_of(api, project):
    return api.get("/v1/users/assets/sshkeys", project=project)["items"]


def runs_without_rights(machine, unit):
    """What the kernel says of the process, not what the unit asks for."""
    first_of = machine.property(unit, "MainPID")
    status = dict(line.split(":\t", 1) for line in machine.run("cat", f"/proc/{first_of}/status").splitlines())
    account = "gatehouse" if unit == SERVER else "root"
    assert status["Uid"].split()[0] == machine.run("id", "-u", account).strip()
    assert int(status["CapBnd"], 16) == int(status["CapEff"], 16) == 0
    assert (status["NoNewPrivs"], status["Seccomp"]) == ("1", "2")


def upgrade(machine):
    before = {unit: machine.property(unit, "MainPID") for unit in (SERVER, AGENT)}
    machine.install(f"{SERVER}-later.deb", f"{AGENT}-later.deb")
    for unit in (SERVER, AGENT):
        assert machine.run("dpkg-query", "--show", "--showformat", "${Version}", unit) == LATER
        assert machine.state(unit) == "active" and machine.property(unit, "MainPID") != before[unit]
