"""Passing on: to the competent office, with its desk watching; and paper, until it has gone."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from kinhbac.base.clock import HCM
from kinhbac.kernel.types import Observer
from kinhbac.services.procedures.rules.statuses import national_status
from tests.cast import CENTRE, COMMITTEE, LEADER, OTHER_COMMITTEE, RECEIVER, SPECIALIST
from tests.services.procedures.rules.walking import birth, received, submitted, with_term

pytestmark = pytest.mark.pure

AT = datetime(2026, 3, 3, 9, 0, tzinfo=HCM)
OTHER_CENTRE = "2025.07228.centre"
THERE = replace(SPECIALIST, office=OTHER_COMMITTEE)
LEADER_THERE = replace(LEADER, office=OTHER_COMMITTEE)
PASS_ON = {"office": OTHER_COMMITTEE, "reason": "Cha mẹ cư trú ở đó"}


def test_a_dossier_remembers_its_three_parties():
    state = submitted(receiving=OTHER_CENTRE).state
    facts = (state.facts["receiving"], state.facts["home"], state.facts["resolving"])
    assert facts == (OTHER_CENTRE, CENTRE, COMMITTEE)
    assert state.observers == (Observer(role="home", office=CENTRE),)
    assert submitted().state.observers == ()


def test_from_appraisal_it_goes_to_the_other_office_and_stays_there():
    dossier = received(with_term("5 working days"), AT)
    due_at = dossier.state.clocks["resolution"].due_at
    dossier.done(SPECIALIST, "transfer", **PASS_ON)
    state = dossier.state
    (step,) = state.open_steps()
    assert (step.key, step.holder.office) == ("appraise.2", OTHER_COMMITTEE)
    assert (state.facts["resolving"], state.facts["home"]) == (OTHER_COMMITTEE, OTHER_CENTRE)
    assert state.facts["receiving"] == CENTRE
    assert state.facts["transfers"] == 1
    assert state.observers == (Observer(role="home", office=OTHER_CENTRE),)
    assert state.clocks["resolution"].due_at == due_at
    dossier.done(THERE, "propose")
    assert dossier.state.open_step("approve").holder.office == OTHER_COMMITTEE
    dossier.done(LEADER_THERE, "approve")
    assert dossier.state.open_step("issue").holder.office == OTHER_COMMITTEE
    dossier.done(THERE, "issue_result", number="1/2026").done(RECEIVER, "hand_over")
    assert dossier.state.outcome == "returned"


def test_online_before_reception_the_other_desk_receives():
    dossier = submitted().done(RECEIVER, "transfer", **PASS_ON)
    (step,) = dossier.state.open_steps()
    assert (step.key, step.holder.office) == ("receive.2", OTHER_CENTRE)
    assert dossier.state.facts["receiving"] == OTHER_CENTRE
    dossier.done(replace(RECEIVER, office=OTHER_CENTRE), "receive")
    assert dossier.state.open_step("appraise").holder.office == OTHER_COMMITTEE


def test_at_a_counter_the_desk_with_the_person_goes_on_receiving():
    dossier = submitted(channel="counter").done(RECEIVER, "transfer", **PASS_ON)
    (step,) = dossier.state.open_steps()
    assert (step.key, step.holder.office) == ("receive.1", CENTRE)
    dossier.done(RECEIVER, "receive")
    assert dossier.state.open_step("appraise").holder.office == OTHER_COMMITTEE
    # Tue 3/3 and 28/4 are ordinary; the term across levels is one working day: 28/4 09:20 -> Wed 29/4
    assert dossier.state.clocks["transfer"].due_at == datetime(2026, 4, 29, 17, 0, tzinfo=HCM)


def test_paper_waits_until_it_is_handed_on():
    dossier = received(with_term("5 working days"), AT, channel="post")
    assert national_status(dossier.state, birth()) == 2
    dossier.done(RECEIVER, "hand_papers")
    assert dossier.state.clocks["transfer"].how == "met"
    assert national_status(dossier.state, birth()) == 4
    assert dossier.ask(RECEIVER, "hand_papers").code == "dossier.no_papers"


def test_what_came_online_has_no_paper_to_wait_for():
    assert "transfer" not in received(with_term("5 working days"), AT).state.clocks


def test_paper_that_was_with_the_wrong_office_is_passed_on_again():
    dossier = received(with_term("5 working days"), AT, channel="post").done(RECEIVER, "hand_papers")
    dossier.done(SPECIALIST, "transfer", AT + timedelta(days=1), **PASS_ON)
    assert dossier.state.clocks["transfer"].state == "running"
    assert dossier.state.clocks["transfer"].due_at == datetime(2026, 3, 5, 17, 0, tzinfo=HCM)
