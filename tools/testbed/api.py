"""A small client of Gatehouse's API."""

import http.client
import json
import ssl
from urllib.parse import urlsplit


class Refused(Exception):
    """The server answered with another status than the caller expects."""

    def __init__(self, what, answer):
        super().__init__(f"{what}: {answer.status} {answer.text[:500]}")
        self.status = answer.status
        self.answer = answer


class Answer:
    def __init__(self, status, headers, body):
        self.status = status
        self.headers = headers
        self.body = body

    @property
    def text(self):
        return self.body.decode("utf-8", "replace")

    def json(self):
        return json.loads(self.body)


class Api:
    """One signed-in person's view of the server; keeps one connection open."""

    def __init__(self, url, ca_file, patience=30.0):
        self.host = urlsplit(url).hostname
        self.port = urlsplit(url).port
        self.tls = ssl.create_default_context(cafile=str(ca_file))
        self.patience = patience
        self.token = None
        self.connection = None

    def sign_in(self, email, password):
        answer = self.expect(200, "POST", "/v1/auth/authenticate", {"emailId": email, "password": password})
        self.token = answer.json()["Authorization"]
        return self

    def sign_out(self):
        self.expect(204, "POST", "/v1/users/auth/tokens/revoke", {"tokens": [self.token]})
        self.token = None

    def call(self, method, path, body=None, project=None, headers=None):
        """Any request. `body`: bytes go as they are, anything else as JSON."""
        sent = dict(headers or {})
        if self.token:
            sent.setdefault("Authorization", self.token)
        if project:
            sent.setdefault("ProjectUid", project)
        if body is not None and not isinstance(body, bytes):
            body = json.dumps(body).encode()
        if body is not None:
            sent.setdefault("Content-Type", "application/json")
        for attempt in (1, 2):
            fresh = self.connection is None
            if fresh:
                self.connection = http.client.HTTPSConnection(
                    self.host, self.port, timeout=self.patience, context=self.tls)
            try:
                self.connection.request(method, path, body, sent)
                reply = self.connection.getresponse()
                return Answer(reply.status, reply.headers, reply.read())
            except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
                # The server may have closed a connection that lay idle: once more on a new one.
                self.close()
                if fresh or attempt == 2:
                    raise
            except BaseException:
                self.close()
                raise

    def expect(self, status, method, path, body=None, **options):
        answer = self.call(method, path, body, **options)
        if answer.status != status:
            raise Refused(f"{method} {path}", answer)
        return answer

    def get(self, path, **options):
        return self.expect(200, "GET", path, **options).json()

    def create(self, path, body, **options):
        return self.expect(201, "POST", path, body, **options).json()

    def close(self):
        if self.connection:
            self.connection.close()
        self.connection = None

    # What demo and tests ask for again and again.

    def project(self, name):
        """The uid of the project of this name; makes it where it is missing."""
        for item in self.get("/v1/dashboard/projects/metadata")["items"]:
            if item["metadata"]["name"] == name:
                return item["metadata"]["uid"]
        return self.create("/v1/projects", {"metadata": {"name": name}})["uid"]

    def cluster(self, project, name, environment, logins, **spec):
        body = {"metadata": {"name": name}, "spec": {"environment": environment, "logins": logins, **spec}}
        return self.create("/v1/clusters", body, project=project)["uid"]

    def enrolment(self, project, cluster):
        return self.create(f"/v1/clusters/{cluster}/enrolment", {}, project=project)["token"]

    def nodes(self, project, cluster):
        return self.get(f"/v1/clusters/{cluster}/nodes", project=project)["items"]

    def known_hosts(self, project):
        return self.expect(200, "GET", f"/v1/projects/{project}/known_hosts").text

    def add_key(self, name, public_key, project=None, **spec):
        body = {"metadata": {"name": name}, "spec": {"publicKey": public_key, **spec}}
        return self.create("/v1/users/assets/sshkeys", body, project=project)["uid"]

    def key(self, uid, project=None):
        return self.get(f"/v1/users/assets/sshkeys/{uid}", project=project)

    def delete_key(self, uid, project=None):
        self.expect(204, "DELETE", f"/v1/users/assets/sshkeys/{uid}", project=project)
