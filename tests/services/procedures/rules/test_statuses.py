"""The national statuses along a dossier, and until when whoever has it is to act."""

from dataclasses import replace
from datetime import datetime

import pytest

from kinhbac.base.clock import HCM
from kinhbac.services.procedures.rules.statuses import due_of, national_status, outcome_name
from kinhbac.tools.grammar.turns import Turns
from tests.cast import CITIZEN, RECEIVER, SPECIALIST
from tests.services.procedures.rules.walking import after, birth, received, submitted, with_term

pytestmark = pytest.mark.pure

AT = datetime(2026, 3, 3, 9, 0, tzinfo=HCM)


@pytest.mark.parametrize(("acts", "status"), [(0, 1), (1, 4), (2, 4), (3, 4), (4, 9), (5, 10)])
def test_along_a_normal_day(acts, status):
    assert national_status(after(acts).state, birth()) == status


def test_paper_on_its_way_shows_received_and_no_due_moment_of_its_own():
    state = received(with_term("5 working days"), AT, channel="counter").state
    assert national_status(state, birth()) == 2
    assert due_of(state) == state.clocks["resolution"].due_at
    assert state.due_at() == state.clocks["transfer"].due_at


def test_the_due_moment_is_that_of_whoever_has_it():
    dossier = submitted(with_term("5 working days"), AT)
    assert due_of(dossier.state) == dossier.state.clocks["reception"].due_at
    dossier.done(RECEIVER, "request_supplement", items=["Giấy"], reason="Thiếu")
    assert due_of(dossier.state) == dossier.state.clocks["silence"].due_at
    dossier.done(CITIZEN, "supplement", answers=[{"item": "Giấy", "text": "Đây"}]).done(RECEIVER, "receive")
    assert due_of(dossier.state) == dossier.state.clocks["resolution"].due_at
    assert due_of(after(4).state) is None


def test_a_version_of_before_the_turns_still_shows_how_it_ended():
    old = replace(birth(), turns=Turns())
    assert national_status(after(5).state, old) == 10
    assert national_status(submitted().done(CITIZEN, "withdraw").state, old) == 8
    assert outcome_name(after(5).state, old) is None


def test_an_opinion_beside_the_path_changes_no_status():
    dossier = received(with_term("5 working days"), AT).done(SPECIALIST, "consult", consultation="residence")
    assert national_status(dossier.state, birth()) == 4
