"""On time or not: by the moment, against the lawful due moment; every word of the judgement has its row."""

from dataclasses import replace
from datetime import datetime

import pytest

from kinhbac.base.clock import HCM
from kinhbac.services.procedures.rules.punctuality import judged
from tests.cast import CITIZEN, LEADER, RECEIVER, SPECIALIST
from tests.services.procedures.rules.walking import DAY, received, submitted, with_term

pytestmark = pytest.mark.pure

AT = datetime(2026, 3, 3, 9, 0, tzinfo=HCM)
"""Received on a Tuesday; three working days end on Friday 6 March at 17:00."""


def moment(day, hour, minute=0):
    return datetime(2026, 3, day, hour, minute, tzinfo=HCM)


def finished(at):
    dossier = received(with_term("3 working days"), AT)
    for actor, name, values in DAY[1:4]:
        dossier.done(actor, name, at, **values)
    return dossier


@pytest.mark.parametrize(
    ("at", "word"),
    [
        (moment(5, 17), "early"),
        (moment(6, 7), "on_time"),
        (moment(6, 17), "on_time"),
        (moment(6, 17, 1), "late"),
        (moment(9, 8), "late"),
    ],
)
def test_what_is_finished_is_judged_by_its_moment(at, word):
    dossier = finished(at)
    assert judged(dossier.state, moment(31, 9)) == word
    dossier.done(RECEIVER, "hand_over", moment(30, 9))
    assert judged(dossier.state, moment(31, 9)) == word  # collected late is not finished late


@pytest.mark.parametrize(("at", "word"), [(moment(6, 17), "in_time"), (moment(6, 17, 1), "overdue")])
def test_what_goes_on_is_judged_by_now(at, word):
    assert judged(received(with_term("3 working days"), AT).state, at) == word


def test_before_reception_and_without_a_term_nothing_is_judged():
    assert judged(submitted().state, moment(31, 9)) == "no_term"
    none = received(with_term("none"), AT)
    assert none.state.facts["lawful_due"] == ""
    assert judged(none.state, moment(31, 9)) == "no_term"


def test_while_a_supplement_is_awaited_the_moment_of_the_request_counts():
    dossier = received(with_term("3 working days"), AT)
    dossier.done(SPECIALIST, "request_supplement", moment(5, 9), items=["Giấy"], reason="Thiếu")
    assert judged(dossier.state, moment(18, 9)) == "in_time"
    dossier.done(CITIZEN, "withdraw", moment(18, 9))
    assert judged(dossier.state, moment(31, 9)) == "early"


def test_a_changed_calendar_counts():
    dossier = finished(moment(9, 8))
    clock = dossier.state.clocks["resolution"]
    later = {**dossier.state.clocks, "resolution": replace(clock, due_at=moment(9, 17))}
    assert judged(replace(dossier.state, clocks=later), moment(31, 9)) == "on_time"


def test_a_refusal_after_appraisal_is_a_result():
    dossier = received(with_term("3 working days"), AT).done(
        SPECIALIST, "propose_refusal", reason="Không thuộc diện"
    )
    dossier.done(LEADER, "approve", moment(6, 16))
    assert judged(dossier.state, moment(31, 9)) == "on_time"
