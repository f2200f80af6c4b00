"""Where a dossier stands on the desk, at each turn that it takes: queue, state and moment of every step."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from kinhbac.base.clock import HCM
from kinhbac.kernel.types import Actor
from kinhbac.services.procedures.rules import placing
from kinhbac.services.procedures.rules.placing import place
from kinhbac.services.procedures.rules.statuses import due_of
from tests.cast import CITIZEN, LEADER, RECEIVER, SPECIALIST
from tests.services.procedures.rules.walking import FILED_AT, after, received, submitted, with_term

pytestmark = pytest.mark.pure

MISSING = {"items": ["Giấy chứng sinh"], "reason": "Mờ"}


def stands(dossier) -> list[tuple[str, str | None, str]]:
    return [(each.step, each.queue, each.state) for each in place(dossier.state, dossier.procedure)]


def waiting(dossier) -> list[tuple[str, str]]:
    return [(step, queue) for step, queue, _ in stands(dossier) if queue is not None]


DAYS = [
    (0, [("receive.1", "to_receive")]),
    (1, [("appraise.1", "to_process")]),
    (2, [("approve.1", "to_sign")]),
    (3, [("issue.1", "to_process")]),
    (4, [("return.1", "to_return")]),
    (5, []),
]


@pytest.mark.parametrize(("acts", "expected"), DAYS)
def test_a_dossier_stands_in_one_queue_all_day(acts, expected):
    assert waiting(after(acts)) == expected


def test_what_is_over_is_remembered_in_order():
    assert stands(after(2)) == [
        ("receive.1", None, placing.OVER),
        ("appraise.1", None, placing.OVER),
        ("approve.1", "to_sign", "4"),
    ]


def test_states_are_the_national_ones():
    found = [stands(after(acts))[-1][2] for acts in range(5)]
    assert found == ["1", "4", "4", "4", "9"]
    assert {str(number) for number in range(1, 11)} < set(placing.STATES)


def test_a_list_sorts_by_the_moment_that_the_applicant_is_told():
    dossier = after(1)
    assert place(dossier.state, dossier.procedure)[-1].due_at == due_of(dossier.state) is not None
    returned = after(4)
    assert place(returned.state, returned.procedure)[-1].due_at is None


def test_a_supplement_at_reception_waits_for_the_applicant():
    dossier = submitted().done(RECEIVER, "request_supplement", **MISSING)
    assert stands(dossier) == [("receive.1", "waiting_citizen", "5")]
    dossier.done(CITIZEN, "supplement", answers=[{"item": "Giấy chứng sinh", "text": "Đây"}])
    assert waiting(dossier) == [("receive.2", "to_receive")]


def test_a_supplement_after_appraisal_waits_at_the_desk_too_until_it_comes():
    dossier = received(with_term("5 working days"), FILED_AT + timedelta(minutes=30))
    dossier.done(SPECIALIST, "request_supplement", **MISSING)
    placed = place(dossier.state, dossier.procedure)
    assert waiting(dossier) == [("receive.1", "waiting_citizen"), ("appraise.1", "waiting_citizen")]
    silence = dossier.state.clocks["silence"].due_at
    assert {each.due_at for each in placed} == {silence}
    assert {(each.office, each.role) for each in placed} == {
        (RECEIVER.office, "one_stop"),
        (SPECIALIST.office, "specialist"),
    }
    dossier.done(CITIZEN, "supplement", answers=[{"item": "Giấy chứng sinh", "text": "Đây"}])
    assert waiting(dossier) == [("appraise.2", "to_process")]


def test_closed_for_silence_it_stands_nowhere():
    dossier = received(with_term("5 working days"), FILED_AT + timedelta(minutes=30))
    dossier.done(SPECIALIST, "request_supplement", **MISSING)
    dossier.done(RECEIVER, "close_silent", datetime(2026, 5, 20, 9, tzinfo=HCM))
    assert waiting(dossier) == []


def test_paper_to_be_passed_on_waits_at_the_counter():
    dossier = received(with_term("5 working days"), FILED_AT + timedelta(minutes=30), "counter")
    assert stands(dossier) == [("receive.1", "to_process", placing.PAPERS), ("appraise.1", "to_process", "2")]
    assert place(dossier.state, dossier.procedure)[0].due_at == dossier.state.clocks["transfer"].due_at
    dossier.done(RECEIVER, "hand_papers")
    assert stands(dossier)[0] == ("receive.1", None, placing.OVER)


def test_an_opinion_waits_at_the_office_asked_and_holds_the_asker():
    dossier = received(with_term("5 working days"), FILED_AT + timedelta(minutes=30))
    dossier.done(SPECIALIST, "consult", consultation="residence")
    assert stands(dossier)[1:] == [
        ("appraise.1", "waiting_office", "4"),
        ("opinion.1", "to_process", placing.ASKED),
    ]
    opinion = dossier.state.steps["opinion.1"]
    assert place(dossier.state, dossier.procedure)[-1].due_at == opinion.due_at
    police = Actor(
        person=UUID(int=77), position=UUID(int=78), role="specialist", office=opinion.holder.office
    )
    dossier.done(police, "give_opinion", agrees=True)
    assert waiting(dossier) == [("appraise.1", "to_process")]


@pytest.mark.parametrize(
    ("acts", "actor", "turn", "values", "left"),
    [
        (0, RECEIVER, "refuse", {"reason": "Sai nơi"}, []),
        (0, CITIZEN, "withdraw", {}, []),
        (1, CITIZEN, "stop", {}, []),
        (1, SPECIALIST, "propose_refusal", {"reason": "Không đủ"}, [("approve.1", "to_sign")]),
        (2, LEADER, "return_for_rework", {"note": "Ghi rõ"}, [("appraise.2", "to_process")]),
        (4, RECEIVER, "report_error", {"reason": "Sai chữ"}, [("issue.2", "to_process")]),
        (5, RECEIVER, "report_error", {"reason": "Sai chữ"}, [("issue.2", "to_process")]),
    ],
)
def test_every_other_turn_leaves_it_where_it_goes_on(acts, actor, turn, values, left):
    assert waiting(after(acts).done(actor, turn, **values)) == left


def test_a_refusal_that_was_approved_is_handed_over():
    dossier = after(1).done(SPECIALIST, "propose_refusal", reason="Không đủ").done(LEADER, "approve")
    assert waiting(dossier) == [("return.1", "to_return")]


def test_the_queues_stand_in_the_order_of_the_work():
    assert [each.key for each in placing.QUEUES] == [
        "to_receive",
        "to_process",
        "waiting_citizen",
        "waiting_office",
        "to_sign",
        "to_return",
    ]
