"""Scope: what it says of one case that was read is what it says of all in a query."""

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest

from kinhbac.kernel import actions, holding, reads, scope
from kinhbac.kernel import models as tables
from kinhbac.kernel.record import case_state
from kinhbac.kernel.types import Position, Viewer
from tests.cast import (
    BINH,
    COMMITTEE,
    HOA,
    LAN,
    MINH,
    NAM,
    NAM_ELSEWHERE,
    NOBODY,
    OTHER_COMMITTEE,
)
from tests.kernel.desk import DOSSIER, accepted_dossier, open_dossier, open_report, open_work_file

pytestmark = pytest.mark.django_db

SINCE = date(2025, 7, 1)
STANDS_IN = replace(
    NAM_ELSEWHERE,
    positions=(
        *NAM_ELSEWHERE.positions,
        Position(UUID(int=7), "specialist", COMMITTEE, SINCE, instead_of=HOA.person),
    ),
)
"""Nam while he stands in for Hoa."""

FOR_LAN = replace(NAM, stands_for=frozenset({LAN.person}))
"""Nam where he may act for the party."""

VIEWERS = [
    LAN,
    MINH,
    HOA,
    BINH,
    NAM,
    NAM_ELSEWHERE,
    STANDS_IN,
    NOBODY,
    Viewer(account=NAM.account),
    Viewer(person=uuid4()),
    FOR_LAN,
    Viewer(stands_for=frozenset({LAN.person})),
]


@pytest.mark.parametrize("viewer", VIEWERS)
def test_one_case_and_all_cases_are_judged_alike(published, viewer):
    open_dossier(published, code="H05-1")
    accepted_dossier(published, code="H05-2")
    open_report(published)
    open_work_file(published)
    seen = {row.pk for row in tables.Case.objects.all() if scope.sees(viewer, case_state(row))}
    assert seen == set(scope.visible_cases(viewer).values_list("pk", flat=True))


def test_whoever_acts_for_a_party_sees_its_cases_and_nobody_without_a_person_does(published):
    case = open_dossier(published).case
    assert [row.pk for row in scope.own_cases(FOR_LAN)] == [case]
    assert not scope.own_cases(Viewer(stands_for=FOR_LAN.stands_for)).exists()
    assert not scope.own_cases(replace(NAM, stands_for=frozenset({uuid4()}))).exists()


@pytest.mark.parametrize("viewer", VIEWERS)
def test_an_observed_case_is_judged_alike_and_seen_by_the_office_that_observes_it(published, viewer):
    open_dossier(published)
    case = accepted_dossier(published, observer=OTHER_COMMITTEE)
    seen = {row.pk for row in tables.Case.objects.all() if scope.sees(viewer, case_state(row))}
    assert seen == set(scope.visible_cases(viewer).values_list("pk", flat=True))
    assert (case in seen) == (viewer in (LAN, MINH, HOA, BINH, NAM_ELSEWHERE, STANDS_IN, FOR_LAN))


def test_an_observer_finds_the_case_among_those_of_its_office_and_holds_nothing_of_it(published):
    case = accepted_dossier(published, observer=OTHER_COMMITTEE)
    assert [state.case for state in reads.passed_through(NAM_ELSEWHERE, DOSSIER)] == [case]
    assert reads.case_of(case, NAM_ELSEWHERE).observers[0].role == "home"
    assert reads.held_by(NAM_ELSEWHERE, DOSSIER) == ()


@pytest.mark.parametrize("viewer", VIEWERS)
@pytest.mark.parametrize("to", [None, HOA.person, NAM_ELSEWHERE.person, uuid4()])
def test_the_steps_that_wait_are_those_that_one_of_the_posts_may_hold(published, viewer, to):
    case = accepted_dossier(published)
    if to is not None:
        actions.hand_step(case=case, step="appraise.1", to=to, viewer=BINH)
    step = case_state(tables.Case.objects.get(pk=case)).steps["appraise.1"]
    hands = [viewer.acting_in(post) for post in viewer.positions]
    may = any(holding.may_hold(step, hand) for hand in hands)
    assert [row.key for row in scope.held_steps(viewer)] == (["appraise.1"] if may else [])
    expected = {None: [HOA, STANDS_IN], HOA.person: [HOA, STANDS_IN], STANDS_IN.person: [STANDS_IN]}
    assert may == (viewer in expected.get(to, []))


def test_many_cases_are_seen_as_each_alone(published):
    cases = [accepted_dossier(published), open_dossier(published).case, open_report(published).case, uuid4()]
    for viewer in VIEWERS:
        alone = {
            case for case in cases if case in set(scope.visible_cases(viewer).values_list("pk", flat=True))
        }
        found = reads.cases_seen(cases, viewer)
        assert set(found) == alone
        assert list(found) == sorted(found)
