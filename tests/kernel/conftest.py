"""The kernel with three kinds seated, a small world published, and seals in a folder of their own."""

import pytest

from kinhbac.base.worktime.plain import to_plain as calendar_to_plain
from kinhbac.kernel import actions, definitions
from kinhbac.kernel.directory.plain import to_plain as directory_to_plain
from kinhbac.kernel.seats import seats
from tests.cast import NOW
from tests.kernel import world
from tests.kernel.kinds import DEFINITIONS, KINDS
from tests.kernel.tampering import furnished


@pytest.fixture(scope="session")
def calendar():
    return world.calendar()


@pytest.fixture(scope="session")
def small_directory():
    return world.directory()


@pytest.fixture
def seated(monkeypatch):
    monkeypatch.setattr(seats, "kinds", {kind.name: kind for kind in KINDS})
    monkeypatch.setattr(seats, "listeners", {})
    monkeypatch.setattr(seats, "followers", {})
    monkeypatch.setattr(seats, "projections", {})
    monkeypatch.setattr(seats, "checks", {})
    return seats


@pytest.fixture(scope="session")
def plain_world(calendar, small_directory):
    return {"calendar": calendar_to_plain(calendar), "directory": directory_to_plain(small_directory)}


@pytest.fixture
def published(seated, settings, tmp_path, plain_world):
    """Publish the small world and return the hash of each kind's definition."""
    settings.KINHBAC_SEALS = tmp_path / "seals"
    definitions.forget()
    for kind, plain in plain_world.items():
        actions.publish(kind, "province", plain, now=NOW)
    yield {
        kind: actions.publish(kind, str(plain["key"]), plain, now=NOW) for kind, plain in DEFINITIONS.items()
    }
    definitions.forget()


@pytest.fixture
def house(published):
    return furnished(published)
