"""Ports and addresses: whether one is free, and whether somebody answers."""

import contextlib
import http.client
import socket
import time

_LEAVING = 5.0  # seconds in which a server that has just been killed lets go of its port
_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  - compared, not bound


def wait_until_free(host: str, port: int) -> bool:
    """Say whether a port can be listened on, now or within a few seconds."""
    until = time.monotonic() + _LEAVING
    while not _is_free(host, port):
        if time.monotonic() > until:
            return False
        time.sleep(0.1)
    return True


def address(host: str, port: int) -> str:
    """Return the address to open in a browser of this machine."""
    near = _EVERYWHERE.get(host, host)
    return f"http://{f'[{near}]' if ':' in near else near}:{port}/"


def answers(host: str, port: int) -> bool:
    """Say whether a web server answers there, whatever it says."""
    connection = http.client.HTTPConnection(_EVERYWHERE.get(host, host), port, timeout=5)
    with contextlib.closing(connection):
        try:
            connection.request("GET", "/")
            connection.getresponse()
        except (OSError, http.client.HTTPException):
            return False
        return True


def free_port_near(host: str, port: int) -> int:
    """Return a port if it is free, otherwise one that the system names."""
    if port < 65536 and _is_free(host, port):
        return port
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.bind((host, 0))
        found: int = probe.getsockname()[1]
        return found


def _is_free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        # not SO_REUSEPORT, which the web server sets: with it two servers would share the port unnoticed
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
        return True
