"""Loopback ports."""

import socket
import time


def is_free(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def free_port(preferred=None, avoid=()):
    """The preferred port where it is free, else any."""
    if preferred and preferred not in avoid and is_free(preferred):
        return preferred
    while True:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        if port not in avoid:
            return port


def speaks_ssh(port):
    try:
        with socket.create_connection(("127.0.0.1", port), 2) as line:
            return line.recv(4) == b"SSH-"
    except OSError:
        return False


def wait_for_ssh(port, patience):
    deadline = time.monotonic() + patience
    while not speaks_ssh(port):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True
