"""What the demo's tests stand on: the catalogue read once, its working time, and an empty province."""

import sys
from datetime import date
from pathlib import Path

import pytest

from kinhbac.kernel import definitions
from kinhbac.site.catalogue import Catalogue, read_catalogue
from kinhbac.site.demo.hours import Hours
from kinhbac.site.demo.population import SINCE, Places
from kinhbac.site.demo.prepare import prepare
from kinhbac.site.demo.timetable import Timetable
from kinhbac.site.publishing import Plain, plain_definitions, publish

CATALOGUE = Path(__file__).parents[3] / "catalogue"


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The province's own catalogue."""
    return read_catalogue(CATALOGUE)


@pytest.fixture(scope="session")
def table(catalogue) -> Timetable:
    """Working time from the demo's first day on."""
    return Timetable(Hours(catalogue.calendar, SINCE, date(2027, 3, 1)), catalogue.procedures)


@pytest.fixture(scope="session")
def places(catalogue) -> Places:
    """The communes of the demo, then and now."""
    return Places(catalogue.directory)


@pytest.fixture(scope="session")
def plain(catalogue) -> tuple[Plain, ...]:
    """The catalogue as it is stored."""
    return plain_definitions(catalogue)


@pytest.fixture
def folder(transactional_db, settings, tmp_path, monkeypatch, plain):
    """A data folder and a database with nothing in them; the catalogue is not read anew to be published."""
    preparing = sys.modules[prepare.__module__]
    monkeypatch.setattr(preparing, "publish_catalogue", lambda _folder, now: publish(plain, now))
    for name in ("FILES", "SEALS", "OUTBOX"):
        setattr(settings, f"KINHBAC_{name}", tmp_path / name.lower())
    settings.KINHBAC_DATA = tmp_path
    definitions.forget()
    yield tmp_path
    definitions.forget()
