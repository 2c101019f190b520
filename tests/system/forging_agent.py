"""An ssh-agent (draft-miller-ssh-agent) that has no private key and signs nevertheless."""

import socketserver
import threading

from forged_keys import public_line, string

FAILURE, REQUEST_IDENTITIES, IDENTITIES_ANSWER, SIGN_REQUEST, SIGN_RESPONSE = 5, 11, 12, 13, 14


class ForgedKey:
    """What `doors` wants of a key."""

    def __init__(self, key, directory, agent):
        self.name = key.name
        self.public = public_line(key)
        self.agent = agent
        self.path = directory / f"{key.name}.pub"
        self.path.write_text(self.public + "\n")


class Conversation(socketserver.StreamRequestHandler):
    def handle(self):
        while head := self.rfile.read(4):
            self.wfile.write(string(self.answer(self.rfile.read(int.from_bytes(head, "big")))))

    def answer(self, message):
        kind, rest = message[0], message[1:]
        if kind == REQUEST_IDENTITIES:
            keys = self.server.keys.values()
            return bytes([IDENTITIES_ANSWER]) + len(keys).to_bytes(4, "big") + b"".join(
                string(key.blob) + string(key.name.encode()) for key in keys)
        if kind == SIGN_REQUEST:
            blob, rest = take(rest)
            data, flags = take(rest)
            if key := self.server.keys.get(blob):
                return bytes([SIGN_RESPONSE]) + string(key.sign(data, int.from_bytes(flags, "big")))
        return bytes([FAILURE])


def take(data):
    end = 4 + int.from_bytes(data[:4], "big")
    return data[4:end], data[end:]


class ForgingAgent(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    daemon_threads = True

    def __init__(self, path, keys):
        super().__init__(str(path), Conversation)
        self.keys = {key.blob: key for key in keys}

    def __enter__(self):
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.shutdown()
        self.server_close()
