"""A receiver of syslog over TLS (RFC 5425) that takes RFC 5424 at its word, and one that never reads."""

import contextlib
import datetime
import json
import re
import socket
import ssl
import subprocess
import threading

MESSAGE = re.compile(
    rb"<(?P<pri>[1-9]\d{0,2})>1 "
    rb"(?P<time>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:\d\d)) "
    rb"(?P<host>[\x21-\x7e]{1,255}) (?P<app>[\x21-\x7e]{1,48}) (?P<proc>[\x21-\x7e]{1,128}) "
    rb"(?P<id>[\x21-\x7e]{1,32}) - \xef\xbb\xbf(?P<text>.*)", re.DOTALL)
LARGEST = 8192


def make_certificate(directory):
    """An authority's certificate, and the receiver's for localhost: one that signs itself is both."""
    key, certificate = directory / "receiver.key", directory / "receiver.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
                    "-subj", "/CN=receiver", "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate],
                   check=True, capture_output=True)
    return certificate, key


def parse(message):
    """What a message of RFC 5424 says; fails where it is none."""
    found = MESSAGE.fullmatch(message)
    assert found, message
    assert int(found["pri"]) // 8 == 13
    datetime.datetime.fromisoformat(found["time"].decode().replace("Z", "+00:00"))
    text = found["text"].decode("utf-8")
    assert not re.search("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]", text), text
    return json.loads(text)


class Frames:
    """Cuts a stream into frames: octet count, space, message."""

    def __init__(self):
        self.rest = b""

    def take(self, data):
        self.rest += data
        while True:
            count, space, after = self.rest.partition(b" ")
            if not space:
                assert len(self.rest) < 6, self.rest
                return
            assert re.fullmatch(rb"[1-9]\d*", count), count
            assert int(count) <= LARGEST
            if len(after) < int(count):
                return
            self.rest = after[int(count):]
            yield after[:int(count)]


class Receiver:
    """Listens on a port; keeps what arrives. `hangs`: takes connections and never reads from them."""

    def __init__(self, certificate, key, port=0, hangs=False):
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(certificate, key)
        self.hangs = hangs
        self.events = []
        self.problem = None
        self.connections = []
        self.listening = socket.create_server(("127.0.0.1", port))
        self.port = self.listening.getsockname()[1]
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    def _serve(self):
        with contextlib.suppress(OSError):  # the end: the socket is closed
            while True:
                connection, _ = self.listening.accept()
                self.connections.append(connection)
                if not self.hangs:
                    self._read(connection)

    def _read(self, connection):
        frames = Frames()
        try:
            with self.context.wrap_socket(connection, server_side=True) as stream:
                self.connections.append(stream)
                while data := stream.recv(65536):
                    for message in frames.take(data):
                        self.events.append(parse(message))
        except OSError:
            pass
        except AssertionError as problem:
            self.problem = problem

    def numbers(self):
        assert self.problem is None, self.problem
        return [event["number"] for event in self.events]

    def close(self):
        with contextlib.suppress(OSError):  # closed already
            self.listening.shutdown(socket.SHUT_RDWR)
        self.listening.close()
        for connection in self.connections:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
            connection.close()
        self.thread.join()
