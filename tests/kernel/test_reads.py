"""Reads: every one takes a viewer, nothing is shown to who has no business with it, and counts do not leak."""

import inspect
from datetime import timedelta
from uuid import uuid4

import pytest

from kinhbac.kernel import actions, reads, scope
from kinhbac.kernel import models as tables
from kinhbac.kernel.types import Viewer
from tests.cast import (
    BINH,
    COMMITTEE,
    HOA,
    LAN,
    MINH,
    NAM,
    NAM_ELSEWHERE,
    NOBODY,
    NOW,
    RECEIVER,
    SPECIALIST,
)
from tests.kernel.desk import (
    DOSSIER,
    WORK_FILE,
    accepted_dossier,
    do,
    open_dossier,
    open_report,
    open_work_file,
)

pytestmark = pytest.mark.django_db

STRANGERS = [NAM, NAM_ELSEWHERE, NOBODY, Viewer(account=NAM.account)]
NEVER = pytest.mark.parametrize(
    "viewer", STRANGERS, ids=["Nam", "Nam as officer elsewhere", "nobody", "no person"]
)


@NEVER
def test_a_stranger_finds_nothing_and_counts_nothing(published, viewer):
    case = accepted_dossier(published, code="H05-1")
    for look in (
        lambda: reads.case_of(case, viewer),
        lambda: reads.case_coded("H05-1", viewer),
        lambda: reads.story_of(case, viewer),
        lambda: reads.openings_of(case, viewer),
        lambda: actions.open_file(case=case, viewer=viewer, purpose="curious"),
    ):
        with pytest.raises(reads.NotFound):
            look()
    assert reads.own_cases(viewer, DOSSIER) == ()
    assert reads.held_by(viewer, DOSSIER) == ()
    assert reads.passed_through(viewer, DOSSIER) == ()
    assert scope.visible_cases(viewer).count() == 0
    assert tables.Opening.objects.count() == 0


def test_a_case_that_is_not_there_looks_the_same_as_one_that_is_not_hers(published):
    case = accepted_dossier(published)
    said = []
    for key in (case, uuid4()):
        with pytest.raises(reads.NotFound) as refusal:
            reads.case_of(key, NAM)
        said.append(str(refusal.value).replace(str(key), "…"))
    assert said[0] == said[1]


def test_a_party_sees_her_own_and_only_hers(published):
    mine = open_dossier(published, code="H05-1").case
    open_dossier(published, applicant=str(NAM.person))
    assert reads.case_of(mine, LAN).code == "H05-1"
    assert reads.case_coded("H05-1", LAN).case == mine
    assert [state.case for state in reads.own_cases(LAN, DOSSIER)] == [mine]
    assert reads.own_cases(LAN, WORK_FILE) == ()
    assert reads.held_by(LAN, DOSSIER) == ()


def test_an_office_sees_what_a_step_has_brought_to_it(published):
    case = open_dossier(published).case
    assert reads.case_of(case, MINH).case == case
    with pytest.raises(reads.NotFound):
        reads.case_of(case, HOA)
    do(case, "accept", RECEIVER)
    assert reads.case_of(case, HOA).case == case
    assert reads.case_of(case, MINH).case == case  # it has passed through, and may be asked about


def test_a_list_shows_what_waits_for_ones_posts_the_most_pressing_first(published):
    never = open_work_file(published, office=COMMITTEE).case
    late = accepted_dossier(published, now=NOW + timedelta(days=1))
    soon = accepted_dossier(published, now=NOW)
    assert [held.case.case for held in reads.held_by(HOA, DOSSIER)] == [soon, late]
    assert [(held.step, held.name) for held in reads.held_by(HOA, DOSSIER, limit=1)] == [
        ("appraise.1", "appraise")
    ]
    assert [held.case.case for held in reads.held_by(HOA, WORK_FILE)] == [never]
    assert reads.held_by(BINH, DOSSIER) == ()  # the same office, another role
    assert reads.held_by(MINH, DOSSIER) == ()
    do(soon, "propose", SPECIALIST)
    assert [held.case.case for held in reads.held_by(HOA, DOSSIER)] == [late]
    assert [held.case.case for held in reads.held_by(BINH, DOSSIER)] == [soon]


def test_what_is_never_due_comes_after_what_is_due_on_every_database(published):
    undue = open_dossier(published).case
    do(undue, "accept", RECEIVER)
    do(undue, "supplement", SPECIALIST)
    due = accepted_dossier(published, now=NOW + timedelta(hours=1))
    assert [held.case.case for held in reads.held_by(HOA, DOSSIER)] == [due, undue]


def test_a_step_that_a_person_has_taken_waits_for_that_person_alone(published):
    accepted_dossier(published)
    tables.Step.objects.filter(name="appraise").update(person=BINH.person)
    assert reads.held_by(HOA, DOSSIER) == ()
    tables.Step.objects.filter(name="appraise").update(person=HOA.person)
    assert len(reads.held_by(HOA, DOSSIER)) == 1


def test_what_passed_through_an_office_is_not_what_concerns_an_officer_as_a_citizen(published):
    passed = accepted_dossier(published)
    own = open_dossier(published, applicant=str(NAM_ELSEWHERE.person)).case
    assert [state.case for state in reads.passed_through(HOA, DOSSIER)] == [passed]
    assert reads.passed_through(NAM_ELSEWHERE, DOSSIER) == ()
    assert [state.case for state in reads.own_cases(NAM_ELSEWHERE, DOSSIER)] == [own]


def test_a_story_is_the_case_with_its_entries_and_content(published):
    case = accepted_dossier(published)
    story = reads.story_of(case, LAN)
    assert [entry.seq for entry in story.entries] == [1, 2]
    assert story.content_of("dossier.accept") == {"note": "đủ giấy tờ"}
    assert story.content_of("dossier.nothing") == {}
    actions.erase_content(case=case, seq=2, rule="r", actor=SPECIALIST)
    assert reads.story_of(case, LAN).content_of("dossier.accept") == {}


def test_the_stories_of_many_cases_are_each_its_own(published, django_assert_num_queries):
    cases = [accepted_dossier(published), open_dossier(published, child="Bưởi").case]
    stories = [reads.story_of(case, LAN) for case in cases]
    states = [story.state for story in stories]
    with django_assert_num_queries(2):
        found = reads.histories_of(states)
    assert found == dict(zip(cases, stories, strict=True))


class TestWhoLooked:
    def test_opening_a_file_is_recorded_and_the_citizen_sees_it(self, published):
        case = accepted_dossier(published)
        story = actions.open_file(case=case, viewer=HOA, purpose="appraisal", now=NOW)
        assert story.content_of("dossier.submitted") == {"child": "Đào"}
        row = reads.openings_of(case, LAN)[0]
        assert (row.account, row.person, row.office, row.role, row.purpose, row.at) == (
            HOA.account,
            HOA.person,
            COMMITTEE,
            "specialist",
            "appraisal",
            NOW,
        )

    def test_the_post_recorded_is_the_one_that_let_her_in(self, published):
        case = accepted_dossier(published)
        both = Viewer(HOA.account, HOA.person, (*NAM_ELSEWHERE.positions, *HOA.positions))
        actions.open_file(case=case, viewer=both, purpose="appraisal")
        assert reads.openings_of(case, LAN)[0].office == COMMITTEE

    def test_a_party_looks_as_herself_even_if_she_is_an_officer_elsewhere(self, published):
        case = open_dossier(published, applicant=str(NAM_ELSEWHERE.person)).case
        actions.open_file(case=case, viewer=NAM_ELSEWHERE, purpose="own", now=NOW)
        assert reads.openings_of(case, NAM_ELSEWHERE)[0].office is None

    def test_the_latest_comes_first(self, published):
        case = accepted_dossier(published)
        for hour, viewer in enumerate((MINH, HOA, BINH)):
            actions.open_file(case=case, viewer=viewer, purpose="p", now=NOW + timedelta(hours=hour))
        assert [row.person for row in reads.openings_of(case, LAN)] == [BINH.person, HOA.person, MINH.person]


def test_an_officer_without_person_sees_by_post_alone(published):
    case = open_report(published).case
    post = Viewer(positions=HOA.positions)
    assert reads.case_of(case, post).case == case
    assert scope.own_cases(post).count() == 0


def test_who_bears_the_number_of_a_case_may_prove_more(published):
    case = open_dossier(published, code="H05-1").case
    assert reads.case_for_bearer("H05-1").case == case
    assert reads.case_for_bearer("H05-2") is None


def test_every_read_takes_a_viewer_save_those_behind_the_scope():
    """A new read without a viewer must be thought about: it is added here, or it takes one."""
    behind = {
        "entries_of",
        "contents_of",
        "histories",
        "histories_of",
        "case_for_bearer",
        "cases_under",
        "tied_to",
    }
    behind |= {"untold", "count_under", "named", "mark_of"}  # numbers and names, no case
    doors = {
        name: inspect.signature(each).parameters
        for name, each in vars(reads).items()
        if inspect.isfunction(each) and each.__module__ == reads.__name__ and not name.startswith("_")
    }
    assert {name for name, parameters in doors.items() if "viewer" not in parameters} == behind


def test_a_case_of_another_kind_than_was_named_is_not_found(published):
    mine = open_dossier(published, code="H05-1").case
    assert reads.case_coded("H05-1", LAN, DOSSIER).case == mine
    with pytest.raises(reads.NotFound):
        reads.case_coded("H05-1", LAN, WORK_FILE)
