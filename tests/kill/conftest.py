"""Provinces to be killed, one for each database; all rounds of a database use the same one, so that harm adds up."""

from collections.abc import Iterator

import pytest

from tests.kill.books import Books
from tests.kill.province import Province, served
from tests.support.postgres import Server


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def place(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Province, Books, Server | None]]:
    """A served demo province, its books, and its database server if it has one."""
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "sqlite":
        with served(folder) as province:
            yield province, Books(province.data), None
        return
    with Server() as server, served(folder, server.url) as province:
        yield province, Books(province.data, server.url), server
