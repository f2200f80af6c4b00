"""The sandbox of VNeID as a process of its own, and a person who goes there with a browser of tests and comes back."""

import os
import re
import subprocess
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pytest
import requests
from django.test import Client

from kinhbac.site.serving.beside import command, introduced
from kinhbac.site.serving.ports import answers
from kinhbac.tools.sign_in import client as protocol
from kinhbac.tools.sign_in.connections import connections_in
from kinhbac.tools.sign_in.types import Connection
from tests.support.postgres import free_port

PATIENCE = 30.0
RETURN = "http://testserver/sign-in/vneid/return"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass
class Sandbox:
    """A running sandbox."""

    address: str
    connection: Connection

    def tell(self, fault: str = "none", **more: object) -> None:
        """Tell it how to behave."""
        told = requests.post(
            f"{self.address}/behaviour", {"fault": fault, **more}, timeout=9, allow_redirects=False
        )
        assert told.status_code == 302, told.text

    def agree(self, asked: str, person: str, level: int = 2) -> str:
        """Agree, as one of its people, to what a browser was sent to ask; return where it sends the browser."""
        with requests.Session() as browser:
            page = browser.get(asked, timeout=9)
            assert page.status_code == 200, page.text
            found = TOKEN.search(page.text)
            assert found is not None
            said = {"csrfmiddlewaretoken": found[1], "person": person, "level": str(level)}
            answer = browser.post(asked, said, timeout=9, allow_redirects=False)
        assert answer.status_code == 302, answer.text
        return answer.headers["Location"]


@pytest.fixture(scope="session")
def sandbox_process() -> Iterator[Sandbox]:
    port = free_port()
    told = introduced(port, (RETURN,))
    running = subprocess.Popen(command(port), env={**os.environ, **told}, stdin=subprocess.DEVNULL)
    until = time.monotonic() + PATIENCE
    while not answers("127.0.0.1", port):
        assert running.poll() is None, "the sandbox ended before it answered"
        assert time.monotonic() < until, "the sandbox did not answer"
        time.sleep(0.1)
    try:
        yield Sandbox(told["KINHBAC_OIDC_VNEID_ISSUER"], connections_in(told)["vneid"])
    finally:
        running.terminate()
        running.wait(PATIENCE)


@pytest.fixture
def sandbox(sandbox_process: Sandbox, settings, monkeypatch) -> Iterator[Sandbox]:
    """A sandbox that behaves, to which the site is connected; whether it is there is asked each time."""
    monkeypatch.setattr(protocol, "THERE_FOR", 0.0)
    settings.KINHBAC_PROVIDERS = {"vneid": sandbox_process.connection}
    protocol.forget()
    sandbox_process.tell()
    yield sandbox_process
    sandbox_process.tell()


def begun(client: Client, then: str = "", **more: str) -> str:
    """Begin to sign in; return where the browser is sent."""
    answer = client.get("/sign-in/vneid", {"next": then, **more} if then else more)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def returned(client: Client, sandbox: Sandbox, person: str, level: int = 2, then: str = "", **more: str):
    """Go the whole way as one of its people; return the site's last answer."""
    return come_back(client, sandbox.agree(begun(client, then, **more), person, level))


def come_back(client: Client, address: str, changed: Mapping[str, str] | None = None):
    """Open the address to which the sandbox sent the browser, perhaps changed on the way."""
    path = address.removeprefix("http://testserver")
    for before, after in (changed or {}).items():
        path = path.replace(before, after)
    return client.get(path)
