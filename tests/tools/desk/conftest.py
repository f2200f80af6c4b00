"""A desk with two kinds of work, in the small world of the kernel's tests."""

from functools import partial

import pytest

from kinhbac.base.worktime.plain import to_plain as calendar_to_plain
from kinhbac.kernel import actions, definitions
from kinhbac.kernel.directory.plain import to_plain as directory_to_plain
from kinhbac.kernel.seats import seats as kernel
from kinhbac.tools.desk.actions.projection import DeskProjection
from kinhbac.tools.desk.reads.agreement import disagreements
from kinhbac.tools.desk.seats import seats
from tests.cast import CLOCK, NOW
from tests.kernel import world
from tests.support.signing import signed_in
from tests.tools.desk.officers import OFFICERS, enrolled
from tests.tools.desk.works import KINDS, WORKS


@pytest.fixture
def seated(monkeypatch):
    monkeypatch.setattr(kernel, "kinds", {kind.name: kind for kind in KINDS})
    monkeypatch.setattr(kernel, "listeners", {})
    monkeypatch.setattr(kernel, "followers", {})
    monkeypatch.setattr(kernel, "projections", {"desk": DeskProjection()})
    monkeypatch.setattr(kernel, "checks", {"desk": disagreements})
    monkeypatch.setattr(seats, "works", {work.kind: work for work in WORKS})
    return seats


@pytest.fixture
def published(seated, settings, tmp_path):
    """Publish the small world and return the hash of each kind's definition."""
    settings.KINHBAC_SEALS = tmp_path / "seals"
    definitions.forget()
    actions.publish("calendar", "province", calendar_to_plain(world.calendar()), now=NOW)
    actions.publish("directory", "province", directory_to_plain(world.directory()), now=NOW)
    yield {kind.name: actions.publish(kind.name, kind.name, {"key": kind.name}, now=NOW) for kind in KINDS}
    definitions.forget()


@pytest.fixture
def people(db):
    """Enrol the officers of the cast, each with an account and her post, and Tuấn, a second specialist beside Hoa."""
    return {name: enrolled(name, viewer) for name, viewer in OFFICERS.items()}


@pytest.fixture
def browse(people, client, settings, monkeypatch):
    """Return what signs the browser in as one of the officers, at a moment that stands still."""
    settings.ROOT_URLCONF = "tests.tools.desk.urls"
    monkeypatch.setattr(actions, "clock", CLOCK)
    return partial(_signed_in, client, people)


def _signed_in(client, people, name: str, browser: str = ""):
    return signed_in(client, people[name].account, browser=browser)
