"""Loopback ports."""

import random
import socket
import time

# Below the ports that the kernel gives to outgoing connections: those may come and go between two runs.
RANGE = range(20000, 32768)


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
    port = preferred or random.choice(RANGE)
    while port in avoid or not is_free(port):
        port = random.choice(RANGE)
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
