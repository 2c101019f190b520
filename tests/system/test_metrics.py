"""What Prometheus reads, and that the examples which build on it name only what is there."""

import json
import re
import secrets
import ssl
import urllib.error
import urllib.request

import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

from testbed.paths import CLONE
from world import EMAIL, wait_until

RULES = CLONE / "packaging/prometheus/gatehouse.rules.yml"
DASHBOARD = CLONE / "packaging/grafana/gatehouse.json"


@pytest.fixture(scope="module")
def token():
    return secrets.token_hex(32)


@pytest.fixture(scope="module")
def watched(build_world, token):
    made = build_world("metrics")
    try:
        file = made.server.state / "metrics.token"
        file.write_text(token + "\n")
        made.stop_server()
        made.server.options += ["--metrics-token-file", file]
        made.start_server()
        made.api = made.house.api().sign_in(EMAIL, made.password)
        made.default = made.place("Default", "node")
        yield made
    finally:
        made.close()


def page(world, shown):
    request = urllib.request.Request(world.server.url + "/metrics", headers={"Authorization": f"Bearer {shown}"})
    context = ssl.create_default_context(cafile=world.server.ca_file)
    with urllib.request.urlopen(request, context=context, timeout=10) as answer:
        assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
        return answer.read().decode()


def samples(world, token):
    return {(sample.name, tuple(sorted(sample.labels.items()))): sample.value
            for family in text_string_to_metric_families(page(world, token)) for sample in family.samples}


def test_tells_nodes_keys_sessions_requests_and_commits(watched, token, new_key):
    uid = watched.default.add_key(new_key())
    watched.default.wait_until_current()
    watched.api.get(f"/v1/projects/{watched.default.project}")

    found = samples(watched, token)

    assert found["gatehouse_nodes", (("state", "connected"),)] == 1
    assert found["gatehouse_nodes", (("state", "offline"),)] == 0
    assert found["gatehouse_ssh_keys", (("state", "active"),)] == 1
    assert found["gatehouse_sessions", ()] >= 1
    assert found["gatehouse_nodes_behind", ()] == 0
    route = (("method", "GET"), ("route", "/v1/projects/{uid}"), ("status", "200"))
    assert found["gatehouse_http_requests_total", route] >= 1
    assert found["gatehouse_database_commit_duration_seconds_count", ()] >= 1
    assert found["gatehouse_database_commit_writes_sum", ()] >= found["gatehouse_database_commit_writes_count", ()]
    watched.default.delete_key(uid)
    assert samples(watched, token)["gatehouse_ssh_keys", (("state", "active"),)] == 0


def test_tells_when_a_node_falls_behind(watched, token, new_key):
    """It counts as connected for a while after its agent has died."""
    watched.default.kill_agent()
    uid = watched.default.add_key(new_key())
    try:
        found = samples(watched, token)
        assert found["gatehouse_nodes_behind", ()] == 1
        assert found["gatehouse_revision_lag", ()] >= 1
    finally:
        watched.default.node.start_agent()
        watched.default.delete_key(uid)
    wait_until(lambda: samples(watched, token)["gatehouse_nodes_behind", ()] == 0, 20, "the node catches up")


def test_says_nothing_to_whoever_has_no_token(watched, token):
    for wrong in ("", token[:-1], token + "0", secrets.token_hex(32)):
        with pytest.raises(urllib.error.HTTPError) as refused:
            page(watched, wrong)
        assert refused.value.code == 401


def test_has_no_page_without_the_setting(world):
    context = ssl.create_default_context(cafile=world.server.ca_file)
    with urllib.request.urlopen(world.server.url + "/metrics", context=context, timeout=10) as answer:
        assert "text/html" in answer.headers["Content-Type"], "the console's own page for unknown addresses"


def expressions():
    rules = yaml.safe_load(RULES.read_text())
    for group in rules["groups"]:
        for rule in group["rules"]:
            yield rule["alert"], rule["expr"]
    for panel in json.loads(DASHBOARD.read_text())["panels"]:
        for target in panel["targets"]:
            yield panel["title"], target["expr"]


def test_alerts_and_dashboard_name_what_is_there(watched, token):
    told = {name for name, _ in samples(watched, token)}
    for where, expression in expressions():
        for name in re.findall(r"\bgatehouse_\w+", expression):
            assert name in told, where
