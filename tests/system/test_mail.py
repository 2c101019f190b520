"""Mail that the server sends, taken by a real SMTP server that insists on TLS and a password."""

import email
import email.policy
import re
import ssl

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult

from testbed import ports
from world import EMAIL, wait_until

USER, PASSWORD = "gatehouse", "a word for the mail server"


class Taken:
    """What arrived. `down`: how many messages are turned away first."""

    def __init__(self, down=0):
        self.messages = []
        self.encrypted = []
        self.down = down

    async def handle_DATA(self, server, session, envelope):
        if self.down > 0:
            self.down -= 1
            return "451 try later"
        self.encrypted.append(session.ssl is not None)
        self.messages.append((envelope.mail_from, envelope.rcpt_tos,
                              email.message_from_bytes(envelope.content, policy=email.policy.default)))
        return "250 taken"


class MailServer(Controller):
    def __init__(self, handler, port, certificate):
        super().__init__(handler, hostname="localhost", port=port)
        self.certificate = certificate

    def factory(self):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*self.certificate)
        return SMTP(self.handler, hostname="localhost", tls_context=context, require_starttls=True,
                    authenticator=self.check, auth_required=True)

    @staticmethod
    def check(_server, _session, _envelope, _mechanism, shown):
        return AuthResult(success=shown.login == USER.encode() and shown.password == PASSWORD.encode())


@pytest.fixture
def mailing(own_world):
    """A world whose server sends mail to a server with the same certificate; and what arrives there."""
    tls = own_world.server.state / "tls"
    taken = Taken()
    port = ports.free_port()
    mail = MailServer(taken, port, (tls / "server.pem", tls / "server.key"))
    secret = own_world.server.state / "smtp.password"
    secret.write_text(PASSWORD + "\n")
    own_world.stop_server()
    own_world.server.options += ["--smtp-url", f"smtp://localhost:{port}", "--smtp-from", "gatehouse@example.com",
                                 "--smtp-user", USER, "--smtp-password-file", secret, "--smtp-ca", tls / "ca.pem"]
    own_world.start_server()
    own_world.api = own_world.house.api().sign_in(EMAIL, own_world.password)
    mail.start()
    yield own_world, taken
    mail.stop()


def invite(world, address):
    made = world.api.expect(201, "POST", "/v1/users", {"spec": {"emailId": address, "firstName": "Vera"}}).json()
    assert made["activationLink"] == "", "the link is for who reads the mail"
    return made["uid"]


def test_an_invitation_arrives_over_tls_and_its_link_sets_a_password(mailing):
    world, taken = mailing
    invite(world, "vera@example.com")
    wait_until(lambda: taken.messages, 20, "the invitation")

    sender, recipients, message = taken.messages[0]
    assert (sender, recipients, taken.encrypted) == ("gatehouse@example.com", ["vera@example.com"], [True])
    assert message["Subject"] == "Your account at Gatehouse"
    assert message["To"] == "vera@example.com" and message["Message-ID"] and message["Date"]
    text = message.get_content()
    token = re.search(re.escape(world.server.url) + r"/activate/([\w-]{43})\s", text)
    assert token, text

    world.house.api().expect(204, "PATCH", f"/v1/auth/password/{token[1]}/activate", {"password": "correct horse"})
    world.house.api().sign_in("vera@example.com", "correct horse")
    assert token[1] not in world.server.log.read_text()


def test_a_mail_server_that_is_not_trusted_is_told_nothing(mailing):
    world, taken = mailing
    options = world.server.options
    options[options.index("--smtp-ca") + 1] = "/etc/ssl/certs/ca-certificates.crt"
    world.stop_server()
    world.start_server()
    world.api = world.house.api().sign_in(EMAIL, world.password)
    invite(world, "vera@example.com")

    wait_until(lambda: "a mail could not be sent" in world.server.log.read_text(), 20, "a line in the log")
    assert taken.messages == []
    assert PASSWORD not in world.server.log.read_text()
