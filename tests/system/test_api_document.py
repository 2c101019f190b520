"""The API's document (OpenAPI) as others read it: with their own tools, from a real server."""

import jsonschema
import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator
from testbed.paths import CLONE

SCHEMA_OF = {
    "/v1/me": "GetMeResponse",
    "/v1/dashboard/projects/metadata": "ProjectMetadataItems",
    "/v1/users/assets/sshkeys": "SshKeyItems",
    "/v1/clusters": "ClusterItems",
    "/v1/clusters/{cluster}": "Cluster",
    "/v1/clusters/{cluster}/nodes": "NodeItems",
    "/v1/edgehosts/tokens": "RegistrationTokenItems",
}


@pytest.fixture
def document(own_world):
    return own_world.house.api().get("/v1/openapi.json")


def test_it_is_openapi_and_the_committed_reference(own_world, document):
    OpenAPIV31SpecValidator(document).validate()
    assert own_world.house.api().call("GET", "/v1/openapi.json").body == \
        (CLONE / "docs/reference/openapi.json").read_bytes()


def test_answers_are_what_it_says(own_world, document, new_key):
    place = own_world.place("Default", "node")
    place.add_key(new_key())
    own_world.api.create("/v1/edgehosts/tokens", {"metadata": {"name": "token"}})

    for path, schema in SCHEMA_OF.items():
        answer = own_world.api.get(path.format(cluster=place.cluster), project=place.project)
        assert answer.get("items") != [], f"{path}: nothing to check"
        jsonschema.validate(answer, {"$ref": f"#/components/schemas/{schema}", "components": document["components"]},
                            cls=jsonschema.Draft202012Validator,
                            format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)
