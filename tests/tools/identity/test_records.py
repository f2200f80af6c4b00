"""Records opened at a counter: by the whole number only, never without a trace, and the trace is its owner's to read."""

from dataclasses import replace
from datetime import date, datetime
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from kinhbac.base.clock import HCM
from kinhbac.kernel.types import Viewer
from kinhbac.tools.identity import actions, reads
from kinhbac.tools.identity.models import Person, RecordOpening
from kinhbac.tools.identity.types import WalkIn
from tests import cast

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 4, 28, 9, 0, tzinfo=HCM)
POST = cast.MINH.positions[0]
XUAN = WalkIn("027185004567", "Vũ Thị Xuân", date(1985, 11, 20), "female")


def opened(number: str = XUAN.identity_number, viewer: Viewer = cast.MINH, post=POST):
    return actions.open_numbered(number=number, viewer=viewer, post=post, purpose="counter", now=NOW)


def test_a_walk_in_is_kept_with_the_least_and_found_by_the_whole_number():
    person = actions.enrol_walk_in(XUAN)
    card = opened()
    assert (card.person, card.full_name, card.nationality, card.commune) == (person, "Vũ Thị Xuân", "", "")
    assert card.source == actions.TOLD_AT_COUNTER
    for number in ("", "027185", "02718500456", "Vũ Thị Xuân", "027185004568"):
        assert opened(number) is None
    assert RecordOpening.objects.count() == 1


def test_a_number_that_is_known_keeps_its_record():
    person = actions.enrol_walk_in(XUAN)
    assert actions.enrol_walk_in(replace(XUAN, full_name="Ai Khác")) == person
    assert Person.objects.get().full_name == "Vũ Thị Xuân"


@pytest.mark.parametrize("viewer", [cast.NAM, cast.LAN, cast.HOA, cast.NOBODY])
def test_nobody_opens_a_record_in_a_post_that_is_not_theirs(viewer):
    person = actions.enrol_walk_in(XUAN)
    with pytest.raises(PermissionDenied):
        opened(viewer=viewer)
    with pytest.raises(PermissionDenied):
        actions.open_record(person=person, viewer=viewer, post=POST, purpose="form", now=NOW)
    assert RecordOpening.objects.count() == 0


def test_its_owner_reads_who_opened_it_and_nobody_else_does():
    person = actions.enrol_walk_in(XUAN)
    opened()
    actions.open_record(person=person, viewer=cast.MINH, post=POST, purpose="form", now=NOW)
    seen = reads.openings_of_record(Viewer(person=person))
    assert [(each.office, each.role, each.purpose) for each in seen] == [
        (cast.CENTRE, "one_stop", "form"),
        (cast.CENTRE, "one_stop", "counter"),
    ]
    for viewer in (cast.NAM, cast.MINH, cast.NOBODY):
        assert reads.openings_of_record(viewer) == ()


def test_whether_somebody_has_an_account_is_told_to_officers():
    person = actions.enrol_walk_in(XUAN)
    assert not reads.has_account(person, cast.MINH)
    actions.open_account(account=uuid4(), name="xuan", person=person)
    assert reads.has_account(person, cast.MINH)
    assert not reads.has_account(person, cast.NAM)
