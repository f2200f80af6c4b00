"""A real demo province behind a real server, as `kinhbac demo` gives it, and the windows to look at it."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.postgres import free_port

KINHBAC = Path(sys.executable).parent / "kinhbac"
PATIENCE = 120.0


@pytest.fixture(scope="module")
def address(tmp_path_factory) -> Iterator[str]:
    """The address of a fresh demo province, one for each module."""
    data, port = tmp_path_factory.mktemp("province") / "demo", free_port()
    environment = {key: value for key, value in os.environ.items() if not key.startswith("KINHBAC_D")}
    command = [KINHBAC, "demo", "--data", data, "--port", str(port)]
    server = subprocess.Popen([str(word) for word in command], env=environment, stdin=subprocess.DEVNULL)
    try:
        yield _answering(f"http://127.0.0.1:{port}", server)
    finally:
        server.terminate()
        server.wait(30)


def _answering(address: str, server: subprocess.Popen) -> str:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert server.poll() is None, "the server ended before it answered"
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
        else:
            return address
    raise AssertionError(f"{address} did not answer")
