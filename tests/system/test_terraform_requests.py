"""The requests of Palette's Terraform provider, in its order and with its bodies: Go's zero times, nulls, empty lists.

The provider takes one status for success and only the code ResourceNotFound for "gone". What it reads back must be
what it wrote, or every plan shows a change.
"""

import pytest

GO_ZERO = dict.fromkeys(("creationTimestamp", "deletionTimestamp", "lastModifiedTimestamp"), "0001-01-01T00:00:00.000Z")


class Provider:
    """Sends as Go does: canonical header names, and a content type also where there is no body."""

    def __init__(self, api, project=None):
        self.api = api
        self.headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if project:
            self.headers["Projectuid"] = project

    def call(self, status, method, path, body=None):
        answer = self.api.expect(status, method, path, body, headers=self.headers)
        return answer.json() if answer.body else None

    def gone(self, method, path, body=None):
        assert self.call(404, method, path, body)["code"] == "ResourceNotFound"


@pytest.fixture(scope="module")
def house(build_world):
    made = build_world("terraform")
    try:
        yield made
    finally:
        made.close()


@pytest.fixture
def tenant(house):
    return Provider(house.api)


@pytest.fixture
def project(house):
    """As after the provider's configuration: it looks the project up by name, and names it in every request."""
    [uid] = [item["metadata"]["uid"] for item in Provider(house.api).call(200, "GET", "/v1/dashboard/projects/metadata")["items"]
             if item["metadata"]["name"] == "Default"]
    return Provider(house.api, uid)


@pytest.mark.parametrize("context", ["project", "tenant"])
def test_ssh_key(request, context, new_key):
    provider = request.getfixturevalue(context)
    first, second = new_key("first").public, new_key("second").public + "\n"
    uid = provider.call(201, "POST", "/v1/users/assets/sshkeys",
                        {"metadata": {"name": "my key"}, "spec": {"publicKey": first}})["uid"]
    path = f"/v1/users/assets/sshkeys/{uid}"
    assert provider.call(200, "GET", path)["spec"]["publicKey"] == first

    assert provider.call(204, "PUT", path, {"metadata": {**GO_ZERO, "name": "my other key"}, "spec": {"publicKey": second}}) is None

    read = provider.call(200, "GET", path)
    assert (read["metadata"]["name"], read["spec"]["publicKey"]) == ("my other key", second)
    provider.gone("GET", "/v1/users/assets/sshkeys/my%20other%20key")  # an import by name, then:
    assert uid in [item["metadata"]["uid"] for item in provider.call(200, "GET", "/v1/users/assets/sshkeys")["items"]]
    provider.gone("GET", "/v1/users/assets/sshkeys/")  # the data source by id sends none
    assert provider.call(204, "DELETE", path) is None
    provider.gone("GET", path)


def test_a_changed_context_of_an_ssh_key(project, tenant, new_key):
    """The provider sends the change to the other scope, and takes "gone" for a reason to make the key anew there."""
    body = {"metadata": {"name": "moving"}, "spec": {"publicKey": new_key().public}}
    uid = project.call(201, "POST", "/v1/users/assets/sshkeys", body)["uid"]

    tenant.gone("PUT", f"/v1/users/assets/sshkeys/{uid}", {**body, "metadata": {**GO_ZERO, "name": "moving"}})

    project.call(204, "DELETE", f"/v1/users/assets/sshkeys/{uid}")


def test_project(tenant):
    meta = {"name": "tf", "labels": {"env": "dev", "plain": "spectro__tag"}, "annotations": {"description": "by hand "}}
    uid = tenant.call(201, "POST", "/v1/projects", {"metadata": {**GO_ZERO, **meta}})["uid"]
    read = tenant.call(200, "GET", f"/v1/projects/{uid}")
    assert {name: read["metadata"][name] for name in meta} == meta

    changed = {"metadata": {**GO_ZERO, "name": "tf two", "uid": uid, "annotations": {"description": ""}}}
    tenant.call(204, "PUT", f"/v1/projects/{uid}", changed)

    read = tenant.call(200, "GET", f"/v1/projects/{uid}")["metadata"]
    assert (read["name"], read["labels"], read["annotations"]) == ("tf two", {}, {"description": ""})
    tenant.gone("GET", "/v1/projects/tf%20two")
    tenant.call(204, "DELETE", f"/v1/projects/{uid}")
    tenant.gone("GET", f"/v1/projects/{uid}")


def test_registration_token(tenant, project):
    uid = tenant.call(201, "POST", "/v1/edgehosts/tokens", {
        "metadata": {**GO_ZERO, "name": "tf", "annotations": {"description": "edge"}},
        "spec": {"defaultProjectUid": project.headers["Projectuid"], "expiry": "2099-12-25T00:00:00.000Z"}})["uid"]
    [listed] = [item for item in tenant.call(200, "GET", "/v1/edgehosts/tokens")["items"] if item["metadata"]["name"] == "tf"]
    assert listed["status"]["isActive"] and listed["spec"]["token"]
    path = f"/v1/edgehosts/tokens/{uid}"

    tenant.call(204, "PUT", f"{path}/state", {})  # Go leaves false out
    assert tenant.call(200, "GET", path)["status"]["isActive"] is False
    tenant.call(204, "PUT", f"{path}/state", {"isActive": True})
    tenant.call(204, "PUT", path, {"metadata": {**GO_ZERO, "name": "tf two"}, "spec": {"expiry": GO_ZERO["creationTimestamp"]}})

    read = tenant.call(200, "GET", path)
    assert (read["metadata"]["name"], read["spec"]["expiry"]) == ("tf two", "2099-12-25T00:00:00.000Z")
    tenant.call(204, "DELETE", path)
    tenant.gone("GET", path)


def role_by_name(provider, name):
    """As the data source does: the first page of 50, by name."""
    [found] = [item for item in provider.call(200, "GET", "/v1/roles?limit=50")["items"] if item["metadata"]["name"] == name]
    return found


def test_role(tenant):
    permissions = ["project.get", "project.list", "sshKey.list"]
    body = {"metadata": {**GO_ZERO, "name": "tf role", "annotations": {"scope": "project"}},
            "spec": {"permissions": permissions, "scope": "project", "type": "user"}, "status": {"isEnabled": True}}
    uid = tenant.call(201, "POST", "/v1/roles", body)["uid"]
    read = tenant.call(200, "GET", f"/v1/roles/{uid}")
    assert (read["metadata"]["name"], read["spec"]) == ("tf role", body["spec"])
    assert read["metadata"]["annotations"] == {"scope": "project"}

    tenant.call(204, "PUT", f"/v1/roles/{uid}", {**body, "spec": {**body["spec"], "permissions": ["sshKey.get"]}})

    assert tenant.call(200, "GET", f"/v1/roles/{uid}")["spec"]["permissions"] == ["sshKey.get"]
    tenant.gone("GET", "/v1/roles/tf%20role")
    assert role_by_name(tenant, "tf role")["metadata"]["uid"] == uid
    tenant.call(204, "DELETE", f"/v1/roles/{uid}")
    tenant.gone("GET", f"/v1/roles/{uid}")


def test_permissions(tenant):
    groups = {scope: tenant.call(200, "GET", f"/v1/permissions?scope={scope}") for scope in ("tenant", "project", "resource")}
    assert {"name": "SSH Key", "scope": "project"}.items() <= next(
        group for group in groups["project"] if "sshKey.get" in group["permissions"]).items()
    assert "User" in {group["name"] for group in groups["tenant"]} - {group["name"] for group in groups["project"]}


def test_team(tenant, project):
    member = tenant.call(201, "POST", "/v1/users", user("tf.member@example.com"))["uid"]
    editor, viewer = (role_by_name(tenant, name)["metadata"]["uid"] for name in ("Project Editor", "Tenant Viewer"))
    uid = tenant.call(201, "POST", "/v1/teams", {
        "metadata": {**GO_ZERO, "name": "tf team"}, "spec": {"roles": None, "sources": None, "users": [member]}})["uid"]
    where = project.headers["Projectuid"]

    def set_roles(provider, projects, roles):
        """All three, always, and for a team whichever project is in scope."""
        provider.call(204, "PUT", f"/v1/teams/{uid}/projects", {"projects": projects})
        provider.call(204, "PUT", f"/v1/teams/{uid}/roles", {"roles": roles})
        provider.call(204, "PUT", f"/v1/workspaces/teams/{uid}/roles", {"workspaces": None})

    def read(provider):
        team = provider.call(200, "GET", f"/v1/teams/{uid}")
        projects = provider.call(200, "GET", f"/v1/teams/{uid}/projects")["projects"]
        roles = provider.call(200, "GET", f"/v1/teams/{uid}/roles")["roles"]
        assert provider.call(200, "GET", f"/v1/workspaces/teams/{uid}/roles") == {"projects": []}
        return (team["metadata"]["name"], team["spec"]["users"],
                {item["uid"]: [role["uid"] for role in item["roles"]] for item in projects}, [role["uid"] for role in roles])

    set_roles(project, [{"projectUid": where, "roles": [editor]}], [viewer])
    assert read(project) == ("tf team", [member], {where: [editor]}, [viewer])

    tenant.call(204, "PUT", f"/v1/teams/{uid}", {
        "metadata": {**GO_ZERO, "name": "tf team", "uid": uid}, "spec": {"roles": None, "sources": None, "users": []}})
    set_roles(tenant, [], [])

    assert read(tenant) == ("tf team", [], {}, [])
    [found] = tenant.call(200, "GET", "/v1/teams?filters=metadata.name%3Dtf+team&limit=50")["items"]
    assert found["metadata"]["uid"] == uid
    assert tenant.call(200, "GET", "/v1/teams?filters=metadata.name%3Dnobody&limit=50")["items"] == []
    tenant.call(204, "DELETE", f"/v1/teams/{uid}")
    tenant.gone("GET", f"/v1/teams/{uid}")
    tenant.call(204, "DELETE", f"/v1/users/{member}")


def user(email):
    return {"metadata": {**GO_ZERO, "name": "Terra Form"},
            "spec": {"emailId": email, "firstName": "Terra", "lastName": "Form", "roles": None, "teams": None}}


def test_user(tenant, project):
    email = "tf.user@example.com"
    editor, viewer, tenants = (role_by_name(tenant, name)["metadata"]["uid"]
                               for name in ("Project Editor", "Project Viewer", "Tenant Viewer"))
    uid = tenant.call(201, "POST", "/v1/users", user(email))["uid"]
    where = project.headers["Projectuid"]
    path = f"/v1/users/{uid}"

    def read():
        [found] = tenant.call(200, "POST", "/v1/users/summary", {"filter": {"emailId": {"eq": email}}, "sort": None})["items"]
        assert (found["metadata"]["uid"], found["spec"]["emailId"], found["spec"]["firstName"]) == (uid, email, "Terra")
        projects = tenant.call(200, "GET", f"{path}/projects")["projects"]
        assert tenant.call(200, "GET", f"/v1/workspaces/users/{uid}/roles") == {"projects": []}
        assert tenant.call(200, "GET", f"{path}/resourceRoles") == {"resourceRoles": []}
        return ({item["uid"]: [role["uid"] for role in item["roles"]] for item in projects},
                [role["uid"] for role in tenant.call(200, "GET", f"{path}/roles")["roles"]])

    tenant.call(204, "PUT", f"{path}/projects", {"projects": [{"projectUid": where, "roles": [editor]}]})
    tenant.call(204, "PUT", f"{path}/roles", {"roles": [tenants]})
    assert read() == ({where: [editor]}, [tenants])

    # Once for each old project without anything, or with it alone and empty, then the new set.
    for projects in (None, [{"projectUid": where, "roles": []}], [{"projectUid": where, "roles": [viewer]}]):
        tenant.call(204, "PUT", f"{path}/projects", {"projects": projects})
    tenant.call(204, "PUT", f"{path}/roles", {"roles": []})
    tenant.call(204, "PUT", f"/v1/workspaces/users/{uid}/roles", {"workspaces": [{"uid": "former", "roles": []}]})

    assert read() == ({where: [viewer]}, [])
    tenant.gone("GET", "/v1/users/tf.user@example.com")  # an import by address, then:
    [found] = [item for item in tenant.call(200, "GET", "/v1/users?limit=0")["items"] if item["spec"]["emailId"] == email]
    assert found["metadata"]["uid"] == uid
    tenant.call(204, "DELETE", path)
    assert tenant.call(200, "POST", "/v1/users/summary", {"filter": {"emailId": {"eq": email}}, "sort": None})["items"] == []
