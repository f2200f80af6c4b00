"""The province of the dossiers' tests, with its administrator, and what she changes in a procedure."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from django.test import Client

from kinhbac.base.clock import FixedClock
from kinhbac.kernel import actions as cases
from kinhbac.kernel.types import Viewer
from kinhbac.services.catalogue.actions import drafts
from kinhbac.services.catalogue.actions.publications import Announcement, publish_draft
from kinhbac.services.catalogue.reads.drafts import draft_of
from kinhbac.services.catalogue.reads.versions import stored_texts
from kinhbac.services.procedures.actions.counter import take_quickly
from kinhbac.site.demo import cast
from tests.services.procedures.browsing import browser
from tests.services.procedures.conftest import MORNING, catalogue, province, viewer_of

__all__ = ["catalogue", "province"]

COPIES = "2.000815"
TODAY = MORNING.date()
TOMORROW = TODAY + timedelta(days=1)
ANSWERS = {
    "requester": {"full_name": "Trần Thị Lan", "identity_number": "027196001234", "phone": "0912345678"},
    "paper": {"kind": "diploma", "pages": 3},
    "copies": {"count": 2},
    "place": {"commune": "2025/09187"},
}
OLD_FEE, NEW_FEE = 10_000, 14_000
DEARER = {"first_vnd: 2000": "first_vnd: 3000", "2026.1": "2026.2"}
"""Three pages twice cost 2 × (2 × 3,000 + 1,000) then."""

FEES = {"10000": 14_000, "2000": 3_000, "4000": 6_000, "199000": 200_000}
FEE = re.compile(rf"fee: ({'|'.join(FEES)})\b")


@pytest.fixture
def at(monkeypatch) -> Callable[[datetime], None]:
    """Let the house's clock stand still at a moment."""
    return lambda moment: monkeypatch.setattr(cases, "clock", FixedClock(moment))


@pytest.fixture
def morning(province, at) -> None:
    at(MORNING)


@pytest.fixture
def yen() -> Viewer:
    """The administrator."""
    return viewer_of(cast.YEN)


@pytest.fixture
def desk() -> Client:
    """The administrator's browser, in English."""
    return browser(cast.YEN, "en")


def begun(viewer: Viewer, key: str = COPIES, now: datetime = MORNING) -> UUID:
    """Begin a draft with what is in force."""
    return drafts.begin_draft(texts={}, based_on=stored_texts(key, now.date()), viewer=viewer, now=now)


def edited(draft: UUID, viewer: Viewer, name: str, change: dict[str, str], now: datetime = MORNING) -> int:
    """Replace words in a file of a draft; return its edition."""
    found = draft_of(draft, viewer)
    text = found.texts[name]
    for old, new in change.items():
        assert old in text
        text = text.replace(old, new)
    return drafts.save_file(draft=draft, name=name, text=text, edition=found.edition, viewer=viewer, now=now)


def dearer(viewer: Viewer, now: datetime = MORNING) -> UUID:
    """Return a draft of certified copies with a higher fee and examples that say so."""
    draft = begun(viewer, now=now)
    edited(draft, viewer, "procedure.yaml", DEARER, now)
    text = FEE.sub(lambda found: f"fee: {FEES[found[1]]}", draft_of(draft, viewer).texts["examples.yaml"])
    edition = draft_of(draft, viewer).edition
    drafts.save_file(draft=draft, name="examples.yaml", text=text, edition=edition, viewer=viewer, now=now)
    return draft


def announced(from_on: date | None = TOMORROW, **other) -> Announcement:
    """Return how a version is announced, all in order unless said otherwise."""
    values = {"number": "123/QĐ-UBND", "signed_on": TODAY, "why": "Nghị quyết về lệ phí (mẫu)", **other}
    return Announcement(from_on=from_on, **values)


def published(viewer: Viewer, from_on: date = TOMORROW, now: datetime = MORNING):
    """Publish the dearer copies."""
    draft = dearer(viewer, now)
    edition = draft_of(draft, viewer).edition
    return publish_draft(
        draft=draft, edition=edition, announcement=announced(from_on), viewer=viewer, now=now
    )


def taken(now: datetime, key: str = "1"):
    """Receive a dossier of certified copies at the desk."""
    return take_quickly(
        person=cast.LAN.person,
        procedure=COPIES,
        answers=ANSWERS,
        viewer=viewer_of(cast.MINH),
        key=key,
        now=now,
    )
