"""People: in whose stead a post is held, and for whom its acts are done then."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from kinhbac.kernel.types import Actor, Position, Viewer
from tests.cast import COMMITTEE, HOA, LAN, NAM_ELSEWHERE, NOBODY

pytestmark = pytest.mark.pure

LEAVE = Position(
    UUID(int=7), "specialist", COMMITTEE, date(2026, 4, 27), date(2026, 5, 8), instead_of=HOA.person
)
STANDS_IN = replace(NAM_ELSEWHERE, positions=(*NAM_ELSEWHERE.positions, LEAVE))


@pytest.mark.parametrize(
    ("viewer", "people"),
    [
        (HOA, {HOA.person}),
        (LAN, {LAN.person}),
        (STANDS_IN, {NAM_ELSEWHERE.person, HOA.person}),
        (Viewer(positions=(LEAVE,)), {HOA.person}),
        (NOBODY, set()),
    ],
)
def test_the_people_for_whom_a_viewer_answers(viewer, people):
    assert viewer.people() == people


@pytest.mark.parametrize(
    ("role", "office", "named", "expected"),
    [
        ("specialist", COMMITTEE, None, HOA.person),
        ("specialist", COMMITTEE, LAN.person, LAN.person),
        ("specialist", None, None, None),  # her own post is the first of that role
        (None, None, None, None),
        ("leader", COMMITTEE, None, None),
    ],
)
def test_an_act_in_a_post_held_for_another_is_done_for_her(role, office, named, expected):
    actor = STANDS_IN.acting(role, office, on_behalf_of=named)
    assert (actor.person, actor.on_behalf_of) == (STANDS_IN.person, expected)


def test_an_act_names_the_post_in_which_it_is_done():
    actor = STANDS_IN.acting_in(LEAVE)
    assert (actor.position, actor.role, actor.office) == (LEAVE.key, "specialist", COMMITTEE)
    assert STANDS_IN.acting_in(None) == Actor(account=STANDS_IN.account, person=STANDS_IN.person)
    assert Actor.from_plain(actor.to_plain()) == actor


def test_a_post_held_for_another_ends_with_the_leave():
    assert LEAVE.holds_on(date(2026, 5, 8))
    assert not LEAVE.holds_on(date(2026, 5, 9))
