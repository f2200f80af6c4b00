"""What tests of commands stand on: the command in a process of its own, folders and databases that nobody shares."""

import os
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest

from tests.site.province import Province, copied, database_on
from tests.support.postgres import Server


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server: the one that the tests run on, or one of our own."""
    given = os.environ.get("KINHBAC_DATABASE")
    if given:
        yield given
        return
    with Server(sync=False) as server:
        yield server.url


@pytest.fixture
def empty_database(postgres: str) -> Iterator[str]:
    """The address of an empty PostgreSQL database."""
    with database_on(postgres) as made:
        yield made


@pytest.fixture(scope="session")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Province]:
    """A province that was set up once, on the database that the tests run on; others are copied from it."""
    given = os.environ.get("KINHBAC_DATABASE")
    with database_on(given) if given else nullcontext() as database:
        made = Province(tmp_path_factory.mktemp("pattern") / "province", database)
        published = made.kinhbac("publish")
        assert published.returncode == 0, published.stderr
        yield made


@pytest.fixture
def province(pattern: Province, tmp_path: Path) -> Iterator[Province]:
    """A province without cases of its own."""
    with copied(pattern, tmp_path / "province") as made:
        yield made
