"""The command line as a person and a script meet it, with a real server."""

import json
import re
import signal
import stat
import subprocess
from datetime import datetime, timedelta, timezone

import pytest
from command_line import CommandLine, Terminal
from testbed.api import Refused
from world import EMAIL, wait_until

PASSWORD = "correct horse battery"
HOSTILE = "\x1b[31mEve\u202e\x9b2J@example.com"


@pytest.fixture(scope="module")
def world(build_world):
    """A server with one node. One for all tests of this file: leave it as you found it."""
    made = build_world("command-line")
    try:
        made.place = made.place("Default", "node")
        yield made
    finally:
        made.close()


@pytest.fixture
def anybody(programs, tmp_path):
    assert programs.command_line.exists(), "not built: gatehouse"
    return CommandLine(programs.command_line, tmp_path)


@pytest.fixture
def admin(world, anybody):
    anybody.run("login", world.server.url, "--email", EMAIL, "--ca-pin", world.server.ca_pin(), "--project", "Default",
                said=world.password + "\n")
    return anybody


def entry(person):
    [context] = json.loads(person.kept.read_text())["contexts"]
    return context


def rewrite(person, **changed):
    file = json.loads(person.kept.read_text())
    file["contexts"][0].update(changed)
    person.kept.write_text(json.dumps(file))


def ago(**time):
    return (datetime.now(timezone.utc) - timedelta(**time)).strftime("%Y-%m-%dT%H:%M:%S.000Z")


# Signing in


def test_a_sign_in_is_kept_for_its_owner_alone(world, admin):
    assert stat.S_IMODE(admin.kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(admin.kept.parent.stat().st_mode) == 0o700
    assert world.password not in admin.kept.read_text()
    assert json.loads(admin.run("context", "list", "-o", "json"))["items"] == [{
        "name": world.server.url.removeprefix("https://"), "server": world.server.url, "person": EMAIL,
        "credential": "password", "project": {"uid": world.place.project, "name": "Default"}, "current": True}]


def test_whose_certificate_is_trusted_is_said_at_the_sign_in(world, anybody):
    url, ca = world.server.url, world.server.ca_file
    login = ("login", url, "--email", EMAIL)
    assert "a CA that this machine trusts" in anybody.run(*login, said=world.password, status=5)
    assert "somebody stands in between" in anybody.run(*login, "--ca-pin", "0" * 64, said=world.password, status=4)
    assert not anybody.kept.exists()
    anybody.run(*login, "--ca-file", ca, said=world.password)
    anybody.run("project", "list")


def test_a_wrong_password_signs_nobody_in(world, anybody):
    said = anybody.run("login", world.server.url, "--email", EMAIL, "--ca-file", world.server.ca_file, said="wrong\n",
                       status=4)
    assert "wrong e-mail address or password" in said
    assert "sign in first" in anybody.run("project", "list", status=4)


def test_a_password_is_not_shown_and_the_terminal_is_left_as_it_was(world, anybody):
    words = ("login", world.server.url, "--email", EMAIL, "--ca-file", str(world.server.ca_file))
    with anybody.in_terminal(*words) as terminal:
        terminal.wait_for("Password of")
        assert not terminal.echoes()
        terminal.type(world.password + "\n")
        assert world.password not in terminal.wait_for("Signed in")
        assert terminal.end() == 0 and terminal.echoes()
    with anybody.in_terminal(*words) as terminal:
        terminal.wait_for("Password of")
        terminal.type("\x03")
        assert terminal.end() == -signal.SIGINT and terminal.echoes()


def test_an_interrupt_that_is_ignored_at_the_start_stays_ignored(world, anybody):
    words = ("login", world.server.url, "--email", EMAIL, "--ca-file", str(world.server.ca_file))
    with anybody.in_terminal(*words, interrupt=signal.SIG_IGN) as terminal:
        terminal.wait_for("Password of")
        terminal.type("\x03" + world.password + "\n")
        terminal.wait_for("Signed in")
        assert terminal.end() == 0


def test_a_sign_in_is_renewed_before_it_ends_and_not_after(world, admin):
    first = entry(admin)["token"]
    admin.run("project", "list")
    assert entry(admin)["token"] == first
    rewrite(admin, renewed=ago(minutes=6))
    admin.run("project", "list")
    second = entry(admin)["token"]
    assert second != first
    assert world.house.api().call("GET", "/v1/me", headers={"Authorization": first}).status == 401
    rewrite(admin, renewed=ago(minutes=16), token=first)
    assert "the sign-in has ended" in admin.run("project", "list", status=4)


def test_signing_out_ends_the_session_and_forgets_it(world, admin):
    token = entry(admin)["token"]
    admin.run("logout")
    assert world.house.api().call("GET", "/v1/me", headers={"Authorization": token}).status == 401
    assert json.loads(admin.kept.read_text())["contexts"] == []
    assert "sign in first" in admin.run("project", "list", status=4)
    admin.run("logout", status=3)


def test_the_environment_wins_and_no_sign_in_goes_to_another_server(world, admin):
    other = "https://127.0.0.1:9"
    assert "nobody is signed in to" in admin.run("project", "list", status=4, GATEHOUSE_URL=other)
    assert "cannot reach" in admin.run("project", "list", status=5, GATEHOUSE_URL=other, GATEHOUSE_API_KEY="key")
    assert "there is no project Nowhere" in admin.run("cluster", "list", status=3, GATEHOUSE_PROJECT="Nowhere")
    admin.run("cluster", "list", "--project", "Default", GATEHOUSE_PROJECT="Nowhere")


def test_contexts_are_chosen_by_name(world, admin):
    admin.run("login", world.server.url, "--name", "second", said=world.password)
    assert admin.run("context", "list", "-o", "name").split() == [world.server.url.removeprefix("https://"), "second"]
    assert '"second"' in admin.run("context", "show", "-o", "json")
    admin.run("context", "use", world.server.url.removeprefix("https://"))
    assert '"second"' not in admin.run("context", "show", "-o", "json")
    admin.run("context", "use", "third", status=3)
    admin.run("context", "use", status=2)


# Projects, clusters and nodes


def test_a_project_from_its_making_to_its_end(admin):
    uid = json.loads(admin.run("project", "create", "Plant", "-o", "json"))["uid"]
    assert "already" in admin.run("project", "create", "plant", status=1)
    admin.run("project", "edit", "plant", "--name", "Works")
    assert json.loads(admin.run("project", "get", uid, "-o", "json"))["metadata"]["name"] == "Works"
    assert admin.run("project", "list", "-o", "name").split() == ["Default", "Works"]
    assert "say what to change" in admin.run("project", "edit", "Works", status=2)
    admin.run("context", "use", "--project", "works")
    assert "In use" not in admin.run("context", "show") and "Works" in admin.run("context", "show")
    admin.run("project", "delete", "Works", "--yes")
    admin.run("project", "get", "Works", status=3)


def test_a_cluster_from_its_making_to_its_end(world, admin):
    said = admin.run("cluster", "create", "press", "--login", "ops", "--login", "root", "--environment", "data-center",
                     "--lease", "12h", "--pty", "off")
    [uid] = re.findall(r"cluster press created: (\S+)", said)
    made = world.api.get(f"/v1/clusters/{uid}", project=world.place.project)["spec"]
    assert made == {"environment": "data-center", "cloudType": "", "logins": ["ops", "root"], "leaseSeconds": 43200,
                    "sshOptions": {"pty": False, "portForwarding": True, "agentForwarding": False, "x11Forwarding": False}}
    admin.run("cluster", "edit", "press", "--name", "press-shop", "--login", "ops", "--agent-forwarding", "on")
    edited = json.loads(admin.run("cluster", "get", "press-shop", "-o", "json"))["spec"]
    assert edited == {**made, "logins": ["ops"], "sshOptions": {**made["sshOptions"], "agentForwarding": True}}
    assert "12h" in admin.run("cluster", "list", "-o", "wide") and "12h" not in admin.run("cluster", "list")
    assert "a lease is" in admin.run("cluster", "edit", "press-shop", "--lease", "1s", status=1)
    admin.run("cluster", "edit", "press-shop", "--lease", "soon", status=2)
    admin.run("cluster", "delete", "press-shop", "--yes")
    admin.run("cluster", "get", "press-shop", status=3)


def test_a_node_from_its_enrolment_to_its_end(world, admin):
    cluster = f"{world.place.node.name}-cluster"
    command = admin.run("node", "create", cluster).split()
    assert command[:3] == ["sudo", "gatehouse-agent", "enroll"]
    node = world.house.node("second")
    node.enrol(world.server.url, world.server.ca_pin(), world.place.cluster, command[command.index("--token") + 1])
    node.start_sshd()
    node.start_agent()
    wait_until(lambda: "connected" in admin.run("node", "get", node.name), 20, "the node is heard")
    assert set(admin.run("node", "list", "--cluster", cluster, "-o", "name").split()) == {"node", "second"}
    assert "force" in admin.run("node", "delete", node.name, "--yes", status=1)
    admin.run("node", "delete", node.name, "--yes", "--force")
    admin.run("node", "get", node.name, status=3)


# Keys


def test_a_key_from_a_file_opens_the_door_and_closes_it(world, admin, new_key):
    key = new_key("ada")
    admin.run("ssh-key", "create", "ada", "--file", key.path.with_suffix(".pub"), "--login", world.place.node.login)
    world.place.door.attempts_until(key, lambda attempt: attempt.opened, patience=10)
    admin.run("ssh-key", "edit", "ada", "--from", "192.0.2.1", "--login", "", "--expiry", "30d")
    world.place.door.attempts_until(key, lambda attempt: not attempt.opened, patience=10)
    spec = json.loads(admin.run("ssh-key", "get", "ada", "-o", "json"))["spec"]
    assert spec["logins"] == [] and spec["from"] == ["192.0.2.1"] and spec["publicKey"] == key.public
    assert ago(days=-29) < spec["expiry"] < ago(days=-31)
    admin.run("ssh-key", "edit", "ada", "--expiry", "never", "--name", "Ada's")
    assert json.loads(admin.run("ssh-key", "get", "ada's", "-o", "json"))["spec"] == {**spec, "expiry": None}
    admin.run("ssh-key", "delete", "Ada's", "--yes")
    admin.run("ssh-key", "delete", "Ada's", "--yes", status=3)


def test_a_key_comes_by_standard_input_too_and_belongs_to_the_scope_that_was_named(admin, new_key):
    key = new_key("ben")
    admin.run("ssh-key", "create", "ben", "--file", "-", "--tenant", said=key.public + "\n")
    assert admin.run("ssh-key", "list", "--tenant", "-o", "name").split() == ["ben"]
    assert json.loads(admin.run("ssh-key", "get", "ben", "-o", "json"))["status"]["scope"] == "tenant"
    admin.run("ssh-key", "delete", "ben", "--yes", status=3)  # a project may only look at the tenant's
    assert "not both" in admin.run("ssh-key", "delete", "ben", "--yes", "--tenant", "--project", "Default", status=2)
    admin.run("ssh-key", "delete", "ben", "--yes", "--tenant")


def test_a_private_key_does_not_leave_the_machine(admin, new_key):
    """There is no console to refuse it: it is refused before one is asked."""
    key = new_key("eve")
    elsewhere = {"GATEHOUSE_URL": "https://127.0.0.1:9", "GATEHOUSE_API_KEY": "key"}
    said = admin.run("ssh-key", "create", "eve", "--file", key.path, "--tenant", status=1, **elsewhere)
    assert "this is a private key" in said and "rule: PRIVATE_KEY" in said and key.private.splitlines()[1] not in said
    admin.run("ssh-key", "create", "eve", "--file", key.path.with_suffix(".pub"), "--tenant", status=5, **elsewhere)


def test_what_the_console_refuses_is_told_with_field_and_rule(admin):
    said = admin.run("ssh-key", "create", "short", "--file", "-", said="ssh-ed25519 AAAA\n", status=1)
    assert re.search(r"^gatehouse: .+\n  field: /spec/publicKey\n  rule: [A-Z0-9_]+\n$", said)


def test_a_weak_key_is_taken_with_a_warning(admin, tmp_path):
    weak = tmp_path / "weak"
    subprocess.run(["ssh-keygen", "-q", "-t", "rsa", "-b", "2048", "-N", "", "-f", weak], check=True)
    admin.run("ssh-key", "create", "weak", "--file", weak.with_suffix(".pub"))
    assert re.search(r"^warning: .*2048.* \(RSA_BELOW_3072\)$", admin.warned)
    assert "held" in admin.run("ssh-key", "approve", "weak", status=1)  # nobody holds it back
    admin.run("ssh-key", "delete", "weak", "--yes")


# People and rights


@pytest.fixture
def activated(world, programs, tmp_path):
    """Makes a user of an activation link into somebody with a command line."""
    def activate(email, said):
        [link] = re.findall(r"/activate/(\S+)", said)
        world.house.api().expect(204, "PATCH", f"/v1/auth/password/{link}/activate", {"password": PASSWORD})
        person = CommandLine(programs.command_line, tmp_path / email)
        person.run("login", world.server.url, "--email", email, "--ca-file", world.server.ca_file, said=PASSWORD)
        return person
    return activate


def test_a_team_brings_people_into_a_project_and_its_end_takes_them_out(admin, activated):
    admin.run("role", "create", "Key Keeper", "--scope", "project", *(
        word for name in ("project.get", "sshKey.list", "sshKey.get", "sshKey.create")
        for word in ("--permission", name)))
    said = admin.run("user", "create", "ada@example.com", "--first-name", "Ada", "--last-name", "Lovelace")
    assert "shown this once" in said
    ada = activated("ada@example.com", said)
    admin.run("team", "create", "Crew", "--user", "ADA@example.com", "--role", "key keeper", "--project", "Default")
    assert json.loads(admin.run("user", "get", "ada@example.com", "-o", "json"))["spec"]["teams"][0]["name"] == "Crew"
    ada.run("ssh-key", "list", "--project", "Default")
    ada.run("ssh-key", "delete", "any", "--project", "Default", "--yes", status=3)
    assert re.match("allowed: .*Key Keeper", ada.run("access", "explain", "sshKey.create", "--project", "Default"))
    assert "through the team Crew" in ada.run("access", "explain", "sshKey.create", "--project", "Default")
    assert ada.run("access", "explain", "sshKey.delete", "--project", "Default", "-o", "name") == "denied\n"
    asked = admin.run("access", "explain", "sshKey.create", "--user", "ada@example.com", "--tenant", "-o", "json")
    assert json.loads(asked)["decision"]["allowed"] is False
    assert "Crew" in admin.run("role", "delete", "Key Keeper", "--yes", status=1)
    admin.run("team", "edit", "Crew", "--user", "", "--name", "Nobody")
    ada.run("login", said=PASSWORD)
    ada.run("ssh-key", "list", "--project", "Default", status=3)
    admin.run("team", "delete", "Nobody", "--yes")
    admin.run("role", "edit", "Key Keeper", "--name", "Looker", "--permission", "project.get")
    looker = json.loads(admin.run("role", "get", "looker", "-o", "json"))
    assert looker["spec"]["permissions"] == ["project.get"] and looker["spec"]["scope"] == "project"
    admin.run("role", "delete", "Looker", "--yes")
    assert "Looker" not in admin.run("role", "list")
    admin.run("user", "delete", "ada@example.com", "--yes")
    admin.run("user", "get", "ada@example.com", status=3)


def test_roles_are_given_where_they_were_named_and_nowhere_else(admin, activated):
    admin.run("project", "create", "Plant")
    ben = activated("ben@example.com", admin.run("user", "create", "ben@example.com", "--role", "Project Viewer",
                                                 "--project", "Plant"))
    assert ben.run("project", "list", "-o", "name") == "Plant\n"
    admin.run("user", "edit", "ben@example.com", "--role", "Project Admin", "--project", "Default")
    assert ben.run("project", "list", "-o", "name").split() == ["Default", "Plant"]
    admin.run("user", "edit", "ben@example.com", "--role", "", "--project", "Plant")
    ben.run("project", "list", status=4)  # who loses the last role in a project is signed out
    ben.run("login", said=PASSWORD)
    assert ben.run("project", "list", "-o", "name") == "Default\n"
    ben.run("token", "list", status=4)
    admin.run("user", "edit", "ben@example.com", "--role", "Tenant Admin", "--tenant", "--email", "benno@example.com")
    ben.run("token", "list")
    assert "Tenant Admin" in admin.run("user", "get", "benno@example.com")
    admin.run("user", "delete", "benno@example.com", "--yes")
    admin.run("project", "delete", "Plant", "--yes")


def test_who_leaves_loses_what_the_confirmation_listed(admin, activated, new_key):
    eve = activated("eve@example.com", admin.run("user", "create", "eve@example.com", "--role", "Project Admin",
                                                 "--project", "Default"))
    eve.run("ssh-key", "create", "hers", "--file", new_key("eve").path.with_suffix(".pub"), "--project", "Default")
    assert "eve@example.com" in admin.run("ssh-key", "list")
    with admin.in_terminal("user", "edit", "eve@example.com", "--active", "off") as terminal:
        asked = terminal.wait_for("Deactivate the user eve@example.com? [y/N] ")
        assert "suspends: the SSH key hers of the project Default" in asked and "sessions" in asked
        terminal.type("y\n")
        assert terminal.end() == 0
    eve.run("project", "list", status=4)
    assert "suspended" in admin.run("ssh-key", "get", "hers")
    admin.run("user", "edit", "eve@example.com", "--active", "on")
    assert "suspended" in admin.run("ssh-key", "get", "hers")
    admin.run("ssh-key", "resume", "hers")
    assert json.loads(admin.run("ssh-key", "get", "hers", "-o", "json"))["status"]["state"] == "active"
    admin.run("ssh-key", "edit", "hers", "--owner", "")
    assert json.loads(admin.run("ssh-key", "get", "hers", "-o", "json"))["status"]["owner"] is None
    admin.run("ssh-key", "edit", "hers", "--owner", "Eve@example.com")
    assert json.loads(admin.run("ssh-key", "get", "hers", "-o", "json"))["status"]["owner"]["emailId"] == "eve@example.com"
    admin.run("ssh-key", "edit", "hers", "--owner", "nobody@example.com", status=3)
    admin.run("ssh-key", "delete", "hers", "--yes")
    admin.run("user", "delete", "eve@example.com", "--yes")


# API keys


def test_an_api_key_signs_a_program_in_until_it_is_revoked(world, admin, programs, tmp_path):
    said = admin.run("api-key", "create", "nightly", "--expiry", "30d")
    [key] = re.findall(r"shown this once: (\S+)", said)
    elsewhere = CommandLine(programs.command_line, tmp_path / "elsewhere")
    named = {"GATEHOUSE_URL": world.server.url, "GATEHOUSE_CA_FILE": str(world.server.ca_file), "GATEHOUSE_API_KEY": key}
    elsewhere.run("project", "list", **named)
    assert not elsewhere.kept.exists()
    elsewhere.run("login", world.server.url, "--api-key", "--ca-file", world.server.ca_file, said=key + "\n")
    assert stat.S_IMODE(elsewhere.kept.stat().st_mode) == 0o600
    elsewhere.run("cluster", "list", "--project", "Default")
    assert "yes" in admin.run("api-key", "list") and key not in admin.run("api-key", "get", "nightly", "-o", "json")
    admin.run("api-key", "edit", "nightly", "--active", "off", "--name", "daily")
    elsewhere.run("project", "list", status=4)
    admin.run("api-key", "edit", "daily", "--active", "on")
    elsewhere.run("project", "list")
    admin.run("api-key", "delete", "daily", "--yes")
    elsewhere.run("project", "list", status=4, **named)


# Registration tokens and the audit trail


def test_a_registration_token_from_its_making_to_its_end(world, admin):
    admin.run("token", "create", "rack", "--expiry", "2099-12-31", "--default-project", "default")
    made = json.loads(admin.run("token", "get", "rack", "-o", "json"))
    assert made["spec"]["expiry"] == "2099-12-31T00:00:00.000Z"
    assert made["spec"]["defaultProject"]["uid"] == world.place.project
    assert made["spec"]["token"] in admin.run("token", "list", "-o", "wide")
    assert made["spec"]["token"] not in admin.run("token", "list")
    admin.run("token", "edit", "rack", "--active", "off", "--name", "shelf", "--default-project", "")
    edited = json.loads(admin.run("token", "get", "shelf", "-o", "json"))
    assert not edited["status"]["isActive"] and edited["spec"] == {**made["spec"], "defaultProject": None}
    admin.run("token", "delete", "shelf", "--yes")
    assert admin.run("token", "list", "-o", "name") == ""


def test_the_trail_is_listed_filtered_shown_and_exported(world, admin):
    admin.run("project", "create", "Trail")
    admin.run("project", "delete", "Trail", "--yes")
    [newest] = json.loads(admin.run("audit", "list", "--tenant", "--limit", "1", "-o", "json"))["items"]
    assert newest["spec"]["action"] == "project.delete" and newest["spec"]["resource"]["name"] == "Trail"
    [made] = admin.run("audit", "list", "--tenant", "--since", "1h", "--type", "create", "--object",
                       newest["spec"]["resource"]["uid"], "-o", "name").split()
    shown = admin.run("audit", "get", made, "--tenant")
    assert re.search(r"ACTION: +project.create", shown) and '"after": {"name": "Trail"' in shown
    exported = admin.run("audit", "export", "--tenant", "--since", "1h", "--actor", EMAIL)
    assert exported.startswith("time,uid,action") and f",{made},project.create," in exported
    for number in range(51):  # more than the console gives on one page
        world.api.project(f"Trail {number}")
        world.api.expect(204, "DELETE", f"/v1/projects/{world.api.project(f'Trail {number}')}")
    listed = admin.run("audit", "list", "--tenant", "--limit", "101", "-o", "name").split()
    assert len(listed) == len(set(listed)) == 101
    admin.run("audit", "list", "--tenant", "--limit", "none", status=2)
    admin.run("audit", "get", "nobody", "--tenant", status=3)


# What is shown


def test_other_people_s_text_steers_no_terminal(world, admin):
    def is_inert(shown):
        return not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", shown)

    world.api.create("/v1/clusters", {"metadata": {"name": "odd", "annotations": {"note": HOSTILE}},
                                      "spec": {"environment": "edge", "logins": ["ops"]}}, project=world.place.project)
    shown = admin.run("cluster", "get", "odd", "-o", "json")
    assert is_inert(shown) and json.loads(shown)["metadata"]["annotations"]["note"] == HOSTILE
    admin.run("cluster", "delete", "odd", "--yes")
    with pytest.raises(Refused):
        world.house.api().sign_in(HOSTILE, "wrong")
    for form in ("table", "wide", "json"):
        shown = admin.run("audit", "list", "--tenant", "--outcome", "denied", "--limit", "1", "-o", form)
        assert is_inert(shown) and "[31mEve" in shown
    said = admin.run("project", "get", HOSTILE, status=3)
    assert is_inert(said) and "\\u{1b}[31mEve" in said


def test_a_table_fits_a_narrow_terminal_and_is_whole_in_a_pipe(admin, new_key):
    admin.run("ssh-key", "create", "ada", "--file", new_key("ada").path.with_suffix(".pub"))
    with admin.in_terminal("ssh-key", "list", columns=80) as terminal:
        assert terminal.end() == 0
        lines = terminal.rest().splitlines()
    assert len(lines) == 2 and all(len(line) <= 80 for line in lines) and "…" in lines[1]
    fingerprint = json.loads(admin.run("ssh-key", "get", "ada", "-o", "json"))["status"]["fingerprint"]
    assert fingerprint in admin.run("ssh-key", "list")
    admin.run("ssh-key", "delete", "ada", "--yes")


def test_what_cannot_be_written_is_a_failure(admin):
    with open("/dev/full", "w", encoding="utf-8") as full:
        done = subprocess.run([admin.program, "project", "list"], stdout=full, stderr=subprocess.PIPE, text=True,
                              env=admin.environment, check=False, timeout=30)
    assert done.returncode == 1 and "No space left" in done.stderr


def test_a_deletion_is_confirmed_by_a_person(admin):
    admin.run("project", "create", "Doomed")
    assert "say --yes" in admin.run("project", "delete", "Doomed", status=2)
    with admin.in_terminal("project", "delete", "Doomed") as terminal:
        terminal.wait_for("Delete the project Doomed? [y/N] ")
        terminal.type("n\n")
        assert terminal.end() == 1
    admin.run("project", "get", "Doomed")
    with admin.in_terminal("project", "delete", "Doomed") as terminal:
        terminal.wait_for("[y/N] ")
        terminal.type("y\n")
        assert terminal.end() == 0
    admin.run("project", "get", "Doomed", status=3)


def test_who_may_not_is_told_apart_from_what_is_not_there(admin, activated):
    vera = activated("vera@example.com", admin.run("user", "create", "vera@example.com"))
    vera.run("project", "create", "Hers", status=4)
    vera.run("project", "get", "Default", status=3)


# Completion


def test_the_scripts_complete_in_fish(anybody):
    (anybody.home / "gatehouse.fish").write_text(anybody.run("completion", "fish"))

    def offered(line):
        done = subprocess.run(["fish", "--no-config", "-c", f"source {anybody.home}/gatehouse.fish; complete -C '{line}'"],
                              capture_output=True, text=True, check=True, env=anybody.environment, timeout=30)
        return {shown.split("\t")[0] for shown in done.stdout.splitlines()}
    assert {"cluster", "ssh-key", "login"} <= offered("gatehouse ")
    assert offered("gatehouse cl") == {"cluster"}
    assert {"list", "get", "create", "edit", "approve", "resume", "delete"} == offered("gatehouse ssh-key ")
    assert offered("gatehouse ssh-key create cluster --out") == {"--output"}
    assert offered("gatehouse ssh-key list -o ") == {"table", "wide", "json", "name"}
    assert offered("gatehouse cluster create x --environment ed") == {"edge"}
    assert offered("gatehouse completion ") == {"bash", "zsh", "fish"}
    assert f"{anybody.home}/gatehouse.fish" in offered(f"gatehouse ssh-key create x --file {anybody.home}/gate")


SHELLS = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], "bind 'set enable-bracketed-paste off'"),
    "zsh": (["zsh", "-f", "-i"], "unsetopt zle_bracketed_paste; autoload -Uz compinit; compinit -u -D"),
}


@pytest.mark.parametrize("shell", SHELLS)
def test_the_scripts_complete_in(shell, anybody):
    argv, prepare = SHELLS[shell]
    script = anybody.home / f"completion.{shell}"
    script.write_text(anybody.run("completion", shell))
    (anybody.home / "gatekey.pub").write_text("")
    with Terminal(argv, {**anybody.environment, "PS1": "ready> "}) as terminal:
        terminal.type(f"cd {anybody.home}; {prepare}; source {script}; gatehouse() {{ echo \"<$*>\"; }}; echo go-$((1+1))\n")
        terminal.wait_for("go-2")
        for typed, meant in (
                ("gatehouse clus\tcre\tx --envi\tda\t--outp\tj\t", "cluster create x --environment data-center --output json"),
                ("gatehouse ssh-key create cluster --fi\tgatek\t--ten\t", "ssh-key create cluster --file gatekey.pub --tenant"),
                ("gatehouse compl\tz\t", "completion zsh")):
            terminal.type(typed + "\n")
            terminal.wait_for(f"<{meant}>")
        terminal.type("exit\n")
        assert terminal.end() == 0
