"""A real demo province behind a real server, as `kinhbac demo` gives it, and the windows to look at it."""

import json
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.browser.telling import Telling
from tests.support.browser import press
from tests.support.postgres import free_port
from tests.support.programs import own_environment

KINHBAC = Path(sys.executable).parent / "kinhbac"
ROOT = Path(__file__).parents[2]
PATIENCE = 120.0


@pytest.fixture(scope="session")
def province(tmp_path_factory) -> Iterator[tuple[str, Path]]:
    """The address of a fresh demo province and its folder; one for all stories, so each has its own dossiers."""
    data, port = tmp_path_factory.mktemp("province") / "demo", free_port()
    command = [KINHBAC, "demo", "--data", data, "--port", str(port)]
    server = subprocess.Popen(
        [str(word) for word in command], env=own_environment(), stdin=subprocess.DEVNULL
    )
    try:
        yield _answering(f"http://127.0.0.1:{port}", server), data
    finally:
        server.terminate()
        server.wait(30)


@pytest.fixture(scope="session")
def address(province: tuple[str, Path]) -> str:
    """The address of the demo province."""
    return province[0]


@pytest.fixture(scope="session")
def codes(province: tuple[str, Path]) -> Mapping[str, str]:
    """The dossiers of which the stories tell, walked so far on earlier days: code by story and screen."""
    data = province[1]
    file = data.with_name("codes.json")
    command = [sys.executable, "-m", "tests.browser.prepare", data, file]
    subprocess.run([str(word) for word in command], env=own_environment(), cwd=ROOT, check=True)
    found: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    return found


@pytest.fixture(params=["phone", "desk"])
def telling(request: pytest.FixtureRequest, address: str, codes: Mapping[str, str]) -> Telling:
    """A story told on a phone in Vietnamese without JavaScript, and again on a desk in English."""
    screen = request.getfixturevalue(request.param)
    screen.page.goto(address)
    if request.param == "desk":
        press(screen.page.get_by_role("button", name="English"))
    story = request.node.path.stem.removeprefix("test_").replace("_", "-")
    return Telling(screen, address, story, codes)


def _answering(address: str, server: subprocess.Popen) -> str:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert server.poll() is None, "the server ended before it answered"
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except OSError:  # not there yet, or too busy to answer
            time.sleep(0.2)
        else:
            return address
    raise AssertionError(f"{address} did not answer")
