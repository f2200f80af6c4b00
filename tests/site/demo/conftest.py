"""What the demo's tests stand on: the catalogue read once, its working time, and an empty province."""

import sys
from datetime import date

import pytest

from kinhbac.kernel import definitions
from kinhbac.site.catalogue import Catalogue
from kinhbac.site.demo.hours import Hours
from kinhbac.site.demo.population import SINCE, Places
from kinhbac.site.demo.prepare import prepare
from kinhbac.site.demo.timetable import Timetable
from kinhbac.site.publishing import Plain, publish
from tests.support.catalogue import whole, whole_plain


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The province's own catalogue."""
    return whole()


@pytest.fixture(scope="session")
def table(catalogue) -> Timetable:
    """Working time from the demo's first day on."""
    return Timetable(Hours(catalogue.calendar, SINCE, date(2027, 3, 1)), catalogue.procedures)


@pytest.fixture(scope="session")
def places(catalogue) -> Places:
    """The communes of the demo, then and now."""
    return Places(catalogue.directory)


@pytest.fixture(scope="session")
def plain() -> tuple[Plain, ...]:
    """The catalogue as it is stored."""
    return whole_plain()


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
