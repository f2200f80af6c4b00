"""A supplement: what is asked, awaited and answered, and what becomes of steps, waits, facts and lateness."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from kinhbac.base.clock import HCM
from kinhbac.services.procedures.rules.punctuality import judged
from kinhbac.services.procedures.rules.statuses import due_of, national_status, tag_of
from tests.cast import CITIZEN, LEADER, RECEIVER, SPECIALIST
from tests.services.procedures.rules.walking import DAY, birth, received, submitted, with_term

pytestmark = pytest.mark.pure

AT = datetime(2026, 3, 3, 9, 0, tzinfo=HCM)
ITEMS = {"items": ["Giấy chứng sinh", " "], "reason": "Chưa có"}
ANSWERS = {
    "answers": [{"item": "Giấy chứng sinh", "text": "Đã gửi", "files": [{"file": "f", "name": "a.jpg"}]}]
}


def test_what_was_asked_and_answered_is_content_and_not_in_the_facts():
    dossier = submitted(at=AT).done(RECEIVER, "request_supplement", **ITEMS)
    assert dossier.last.content == {"items": ["Giấy chứng sinh"], "reason": "Chưa có"}
    dossier.done(CITIZEN, "supplement", **ANSWERS, changes={"child.full_name": {"from": "A", "to": "B"}})
    assert dossier.last.name == "dossier.supplemented"
    assert dossier.last.content["answers"] == ANSWERS["answers"]
    assert dossier.last.content["changes"] == {"child.full_name": {"from": "A", "to": "B"}}
    assert "Giấy" not in str(dossier.state.facts)


def test_while_it_is_awaited_the_citizen_has_the_dossier():
    dossier = received(with_term("10 working days"), AT).done(SPECIALIST, "request_supplement", **ITEMS)
    state = dossier.state
    assert [(wait.key, wait.on) for wait in state.waits.values()] == [("supplement.1", "citizen")]
    assert national_status(state, birth()) == 5
    assert due_of(state) == state.clocks["silence"].due_at
    assert tag_of(state, AT + timedelta(days=40)) == "neutral"
    assert judged(state, AT + timedelta(days=40)) == "in_time"
    assert state.open_step("appraise").key == "appraise.1"


def test_the_answer_lets_the_same_person_go_on_with_a_step_begun_anew():
    dossier = received(with_term("10 working days"), AT)
    step = dossier.state.open_step("appraise")
    dossier.state = replace(
        dossier.state,
        steps={
            **dossier.state.steps,
            step.key: replace(step, holder=replace(step.holder, person=SPECIALIST.person)),
        },
    )
    dossier.done(SPECIALIST, "request_supplement", **ITEMS).done(CITIZEN, "supplement", **ANSWERS)
    anew = dossier.state.open_step("appraise")
    assert (anew.key, anew.holder.person) == ("appraise.2", SPECIALIST.person)
    assert dossier.state.steps["appraise.1"].how == "supplemented"
    assert dossier.state.waits["supplement.1"].ended_at == dossier.now
    assert dossier.state.clocks["silence"].how == "met"
    assert dossier.state.facts["supplements"] == 1


def test_a_one_stop_officer_brings_it_in_for_the_applicant():
    dossier = submitted(at=AT).done(RECEIVER, "request_supplement", **ITEMS)
    dossier.done(replace(RECEIVER, on_behalf_of=CITIZEN.person), "supplement", **ANSWERS)
    assert dossier.state.clocks["reception"].state == "running"


def test_a_second_one_with_a_leaders_word_counts_as_late():
    dossier = received(with_term("10 working days"), AT)
    dossier.done(SPECIALIST, "request_supplement", **ITEMS).done(CITIZEN, "supplement", **ANSWERS)
    dossier.done(LEADER, "allow_second_supplement", reason="Cần bản gốc")
    dossier.done(SPECIALIST, "request_supplement", **ITEMS).done(CITIZEN, "supplement", **ANSWERS)
    for actor, name, values in DAY[1:]:
        dossier.done(actor, name, **values)
    assert dossier.state.facts["supplements"] == 2
    assert dossier.state.facts["second_supplement"] is True
    assert judged(dossier.state, dossier.now) == "late"


def test_after_a_restart_the_second_is_counted_from_the_answer():
    # received 3/3; the answer of 5/3 starts the term anew, so the second may be asked until 10/3
    dossier = received(with_term("10 working days"), AT).done(SPECIALIST, "request_supplement", **ITEMS)
    dossier.done(CITIZEN, "supplement", AT + timedelta(days=2), **ANSWERS)
    dossier.done(LEADER, "allow_second_supplement", reason="Cần bản gốc")
    dossier.done(SPECIALIST, "request_supplement", datetime(2026, 3, 10, 17, 0, tzinfo=HCM), **ITEMS)


@pytest.mark.parametrize("pauses", [False, True])
def test_what_was_late_before_it_was_asked_stays_late(pauses):
    # one working day from Tue 3/3 is Wed 4/3; asked on Thu 5/3, still within three working days
    dossier = received(with_term("1 working day", pauses=pauses), AT)
    dossier.done(SPECIALIST, "request_supplement", AT + timedelta(days=2), **ITEMS)
    dossier.done(CITIZEN, "supplement", **ANSWERS)
    assert dossier.state.facts["lawful_due"] == "2026-03-04T17:00:00+07:00"
    for actor, name, values in DAY[1:4]:
        dossier.done(actor, name, **values)
    assert judged(dossier.state, dossier.now) == "late"


def test_closing_for_silence_leaves_nothing_open():
    dossier = received(with_term("10 working days"), AT).done(SPECIALIST, "request_supplement", **ITEMS)
    dossier.done(RECEIVER, "close_silent", AT + timedelta(days=16), note="Đã gọi điện hai lần")
    state = dossier.state
    assert state.outcome == "closed_no_supplement"
    assert not state.open_steps()
    assert all(wait.ended_at for wait in state.waits.values())
    assert all(clock.state == "stopped" for clock in state.clocks.values())
    assert national_status(state, birth()) == 8
    assert judged(state, dossier.now) == "early"  # the moment of the request counts


def test_an_answer_after_the_limit_still_counts_while_the_dossier_is_not_closed():
    dossier = received(with_term("10 working days"), AT).done(SPECIALIST, "request_supplement", **ITEMS)
    dossier.done(CITIZEN, "supplement", AT + timedelta(days=20), **ANSWERS)
    assert dossier.state.clocks["resolution"].state == "running"
