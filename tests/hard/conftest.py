"""A served province for bad inputs, on the database that these tests are run on: one for each process of tests.

It is verified when all is over: whatever was thrown at it, the journal holds.
"""

import os
from collections.abc import Iterator

import pytest

from kinhbac.site.demo.cast import LAN, MINH, Member
from tests.hard.original import Original, original
from tests.hard.standing import Standing
from tests.kill.books import Books
from tests.kill.client import Client, Tally
from tests.kill.crew import PROCEDURE, sign_in
from tests.kill.province import Province, wait_for


@pytest.fixture(scope="session")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Original]:
    """The province of which every test that harms the disk or the database gets a copy."""
    with original(tmp_path_factory.mktemp("original"), os.environ.get("KINHBAC_DATABASE", "")) as prepared:
        yield prepared


@pytest.fixture(scope="session")
def province(tmp_path_factory: pytest.TempPathFactory, pattern: Original) -> Iterator[Province]:
    with pattern.served(tmp_path_factory.mktemp("hard"), workers=1) as province:
        yield province
        verified = province.command("verify")
        assert verified.returncode == 0, verified.stdout + verified.stderr


@pytest.fixture(scope="session")
def books(province: Province) -> Books:
    return Books(province.data, province.database)


@pytest.fixture(scope="session")
def lan(province: Province) -> Client:
    """Lan, signed in."""
    return _signed_in(province, LAN)


@pytest.fixture(scope="session")
def minh(province: Province) -> Client:
    """The one-stop officer, signed in."""
    return _signed_in(province, MINH)


@pytest.fixture(scope="session")
def form(lan: Client) -> str:
    """The key of Lan's form, begun and empty."""
    answer = lan.ask_json("POST", "/api/applications", {"procedure": PROCEDURE})
    assert answer.status == 200, answer.text
    return str(answer.json["id"])


@pytest.fixture
def nothing_written(form: str, books: Books) -> Iterator[None]:
    """Whatever the test does: afterwards the books stand as before, and nothing lies about half written."""
    before = Standing.of(books)
    yield
    wait_for("nothing is left of what was refused", lambda: Standing.of(books) == before, within=30)


def _signed_in(province: Province, who: Member) -> Client:
    client = Client(province.port)
    sign_in(client, who, Tally())
    return client
