"""The office's own error: the dossier goes on where results are issued, in its own term, and what was on time stays so."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from kinhbac.base.clock import HCM
from kinhbac.services.procedures.rules.punctuality import judged
from kinhbac.services.procedures.rules.statuses import due_of, national_status
from tests.cast import LEADER, RECEIVER, SPECIALIST
from tests.services.procedures.rules.walking import DAY, birth, received, with_term

pytestmark = pytest.mark.pure

AT = datetime(2026, 3, 3, 9, 0, tzinfo=HCM)


def finished(acts=5):
    dossier = received(with_term("5 working days"), AT)
    for actor, name, values in DAY[1:acts]:
        dossier.done(actor, name, **values)
    return dossier


@pytest.mark.parametrize("actor", [RECEIVER, SPECIALIST, LEADER])
def test_an_ended_dossier_is_reopened(actor):
    dossier = finished().done(actor, "report_error", AT + timedelta(days=20), reason="Sai tên đệm")
    state = dossier.state
    assert state.is_open
    assert state.outcome is None
    assert [step.key for step in state.open_steps()] == ["issue.2"]
    assert national_status(state, birth()) == 4
    assert due_of(state) == state.clocks["correction"].due_at
    assert judged(state, dossier.now) == "early"  # it was finished in time, and stays so


def test_a_result_not_yet_handed_over_goes_back():
    dossier = finished(4).done(RECEIVER, "report_error", reason="Sai tên đệm")
    assert dossier.state.steps["return.1"].how == "report_error"
    assert [step.key for step in dossier.state.open_steps()] == ["issue.2"]


def test_entries_are_corrected_and_the_result_issued_again():
    dossier = finished()
    finished_at = dossier.state.facts["finished_at"]
    dossier.done(LEADER, "report_error", AT + timedelta(days=20), reason="Sai tên đệm")
    dossier.done(
        SPECIALIST, "correct", changes={"child.full_name": {"from": "A", "to": "B"}}, reason="x", entry=1
    )
    dossier.done(SPECIALIST, "issue_result", number="7/2026")
    assert dossier.state.clocks["correction"].how == "met"
    assert dossier.state.facts["errors_corrected"] == 1
    assert dossier.state.facts["finished_at"] == finished_at
    dossier.done(RECEIVER, "hand_over")
    assert dossier.state.outcome == "returned"
    assert judged(dossier.state, dossier.now) == "early"


def test_two_errors_are_counted():
    dossier = finished()
    for _ in range(2):
        dossier.done(LEADER, "report_error", reason="Sai").done(SPECIALIST, "issue_result", number="7/2026")
        dossier.done(RECEIVER, "hand_over")
    assert dossier.state.facts["errors_corrected"] == 2


def test_an_error_that_is_nobodys_here_is_not_reported():
    elsewhere = replace(LEADER, office="2025.07228.committee")
    assert finished().ask(elsewhere, "report_error", reason="x").code == "dossier.not_yours"
