"""The audit trail as an auditor meets it: is it whole, and who says so."""

import json
import sqlite3


def database_of(server):
    return sqlite3.connect(server.state / "gatehouse.db")


def test_verify_finds_all_sound_while_the_server_runs_and_while_it_does_not(own_world):
    server = own_world.server
    own_world.api.create("/v1/projects", {"metadata": {"name": "Edge"}})

    status, running = server.verify_audit()
    assert status == 0, running
    assert running.endswith(" events, all sound\n")

    own_world.stop_server()
    assert server.verify_audit()[0] == 0
    [last] = database_of(server).execute("SELECT MAX(seq) FROM audit_event").fetchone()
    assert json.loads((server.state / "keys" / "audit-head").read_text())["number"] == last


def test_verify_names_what_was_changed_or_cut_off(own_world):
    server = own_world.server
    own_world.stop_server()
    with database_of(server) as database:
        [last, uid] = database.execute("SELECT MAX(seq), uid FROM audit_event").fetchone()
        database.execute("UPDATE audit_event SET address = '192.0.2.66' WHERE seq = ?", [last])
    database.close()
    status, said = server.verify_audit()
    assert status == 1
    assert said.startswith(f"event {last} is bad: ") and f"uid:  {uid}" in said

    with database_of(server) as database:
        database.execute("DELETE FROM audit_event WHERE seq = ?", [last])
    database.close()
    status, said = server.verify_audit()
    assert status == 1
    assert f"event {last} is bad: it is missing" in said

    own_world.start_server()  # which serves, says so, and does not note the shorter trail
    own_world.stop_server()
    status, said = server.verify_audit()
    assert status == 1
    assert f"event {last} is bad: another event had this number" in said


def test_a_restore_goes_on_from_the_backup_s_trail_and_says_where_the_other_ended(own_world, tmp_path):
    server = own_world.server
    server.back_up(tmp_path / "backup")
    own_world.api.create("/v1/projects", {"metadata": {"name": "Gone"}})
    own_world.stop_server()

    told = server.restore(tmp_path / "backup")

    assert told["trailHadComeTo"] > told["trailGoesOnAfter"] > 0
    status, said = server.verify_audit()
    assert status == 0, said
    with database_of(server) as database:
        [detail] = database.execute("SELECT detail FROM audit_event WHERE seq = ?", [told["trailGoesOnAfter"] + 1]).fetchone()
    assert json.loads(detail)["after"]["replacedTrailNumber"] == told["trailHadComeTo"]


def test_moving_to_another_database_keeps_the_trail(own_world, tmp_path):
    server = own_world.server
    own_world.stop_server()
    server.migrate(server.state / "gatehouse.db", tmp_path / "copy.db")
    server.options += ["--database", tmp_path / "copy.db"]
    assert server.verify_audit()[0] == 0
