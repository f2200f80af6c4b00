"""Every refusal of every turn: who, when and how it is asked, and what is said; nothing changes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from kinhbac.base.clock import HCM
from kinhbac.kernel.types import Actor, Refusal
from kinhbac.services.procedures.rules import refusals as plain
from kinhbac.services.procedures.rules.turns import refusals
from kinhbac.services.procedures.rules.turns.table import TURNS
from tests.cast import CITIZEN, LEADER, NAM_ELSEWHERE, RECEIVER, SPECIALIST, STRANGER
from tests.services.procedures.rules.walking import DAY, Dossier, received, submitted, with_term

pytestmark = pytest.mark.pure

AT = datetime(2026, 3, 3, 9, 0, tzinfo=HCM)
"""A Tuesday in an ordinary month."""
LATER = AT + timedelta(days=21)
ITEMS = {"items": ["Giấy chứng sinh"], "reason": "Chưa có"}
ANSWERS = {"answers": [{"item": "Giấy chứng sinh", "text": "Đã gửi"}]}
POLICE = "2025.07210.police"
OTHER = "2025.07228.committee"
ELSEWHERE: Actor = NAM_ELSEWHERE.acting()
POLICEMAN = replace(SPECIALIST, person=NAM_ELSEWHERE.person, office=POLICE)
NEW_DUE = "2026-03-25T16:00+07:00"


def sent(days: int = 10) -> Dossier:
    return submitted(with_term(f"{days} working days"), AT - timedelta(minutes=30))


def taken() -> Dossier:
    return received(with_term("10 working days"), AT)


def waiting() -> Dossier:
    return taken().done(SPECIALIST, "request_supplement", **ITEMS)


def answered() -> Dossier:
    return waiting().done(CITIZEN, "supplement", **ANSWERS)


def twice() -> Dossier:
    allowed = answered().done(LEADER, "allow_second_supplement", reason="Cần thêm bản gốc")
    return allowed.done(SPECIALIST, "request_supplement", **ITEMS).done(CITIZEN, "supplement", **ANSWERS)


def through(acts: int) -> Dossier:
    dossier = taken()
    for actor, name, values in DAY[1:acts]:
        dossier.done(actor, name, **values)
    return dossier


def decided() -> Dossier:
    return through(3)


def issued() -> Dossier:
    return through(4)


def ended() -> Dossier:
    return through(5)


def refused() -> Dossier:
    dossier = taken().done(SPECIALIST, "propose_refusal", reason="Không thuộc diện")
    return dossier.done(LEADER, "approve")


def correcting() -> Dossier:
    return ended().done(LEADER, "report_error", reason="Sai tên đệm")


def consulted() -> Dossier:
    return taken().done(SPECIALIST, "consult", consultation="residence")


def silently() -> Dossier:
    return taken().done(SPECIALIST, "consult", consultation="temporary_residence")


def apologised() -> Dossier:
    return taken().done(SPECIALIST, "apologise", reason="Chờ xác minh", new_due=NEW_DUE)


def rated() -> Dossier:
    return ended().done(CITIZEN, "rate", stars=5)


Row = tuple[Callable[[], Dossier], Actor, str, dict, str]
ROWS: list[Row] = [
    # who may not
    (sent, ELSEWHERE, "request_supplement", ITEMS, "not_yours"),
    (taken, RECEIVER, "request_supplement", ITEMS, "not_yours"),
    (decided, SPECIALIST, "request_supplement", ITEMS, "not_now"),
    (taken, SPECIALIST, "allow_second_supplement", {"reason": "x"}, "not_yours"),
    (waiting, STRANGER, "supplement", ANSWERS, "only_the_applicant"),
    (waiting, RECEIVER, "supplement", ANSWERS, "only_the_applicant"),
    (waiting, SPECIALIST, "close_silent", {}, "not_yours"),
    (sent, SPECIALIST, "refuse", {"reason": "x"}, "not_yours"),
    (taken, RECEIVER, "propose_refusal", {"reason": "x"}, "not_yours"),
    (taken, SPECIALIST, "stop", {}, "only_the_applicant"),
    (taken, LEADER, "withdraw", {}, "only_the_applicant"),
    (taken, ELSEWHERE, "adjust", {"changes": {"a": 1}}, "only_the_applicant"),
    (taken, SPECIALIST, "stop_by_law", {"law": "x", "reason": "x"}, "not_yours"),
    (taken, CITIZEN, "transfer", {"office": OTHER, "reason": "x"}, "not_yours"),
    (taken, SPECIALIST, "hand_papers", {}, "not_yours"),
    (taken, RECEIVER, "consult", {"consultation": "residence"}, "not_yours"),
    (taken, POLICEMAN, "give_opinion", {"agrees": True}, "not_now"),
    (consulted, SPECIALIST, "give_opinion", {"agrees": True}, "not_yours"),
    (silently, POLICEMAN, "count_silence", {"step": "opinion.1"}, "not_yours"),
    (taken, RECEIVER, "verify_in_field", {}, "not_yours"),
    (taken, RECEIVER, "apologise", {"reason": "x", "new_due": NEW_DUE}, "not_yours"),
    (ended, CITIZEN, "report_error", {"reason": "x"}, "not_yours"),
    (ended, RECEIVER, "rate", {"stars": 5}, "only_the_applicant"),
    (ended, replace(RECEIVER, on_behalf_of=CITIZEN.person), "rate", {"stars": 5}, "only_the_applicant"),
    (taken, replace(SPECIALIST, person=CITIZEN.person), "request_supplement", ITEMS, "own_dossier"),
    (
        taken,
        replace(LEADER, person=CITIZEN.person),
        "stop_by_law",
        {"law": "x", "reason": "x"},
        "own_dossier",
    ),
    # what is missing
    (sent, RECEIVER, "request_supplement", {"items": [" "], "reason": "x"}, "items_missing"),
    (sent, RECEIVER, "request_supplement", {"items": "Giấy", "reason": "x"}, "items_missing"),
    (sent, RECEIVER, "request_supplement", {"items": ["Giấy"], "reason": " "}, "reason_missing"),
    (answered, LEADER, "allow_second_supplement", {}, "reason_missing"),
    (waiting, CITIZEN, "supplement", {"answers": []}, "answers_missing"),
    (
        waiting,
        CITIZEN,
        "supplement",
        {"answers": [{"item": "Giấy chứng sinh", "text": " "}]},
        "answers_missing",
    ),
    (sent, RECEIVER, "refuse", {}, "reason_missing"),
    (taken, SPECIALIST, "propose_refusal", {}, "reason_missing"),
    (taken, CITIZEN, "adjust", {}, "nothing_changed"),
    (taken, SPECIALIST, "transfer", {"office": OTHER}, "reason_missing"),
    (taken, SPECIALIST, "consult", {"consultation": "weather"}, "consultation_unknown"),
    (taken, SPECIALIST, "consult", {}, "consultation_unknown"),
    (taken, SPECIALIST, "consult", {"office": "2025.00000.police"}, "office_unknown"),
    (taken, SPECIALIST, "consult", {"office": "2024.07210.committee"}, "office_unknown"),
    (taken, SPECIALIST, "consult", {"office": SPECIALIST.office}, "same_office"),
    (taken, SPECIALIST, "consult", {"office": POLICE, "term": "2 working days"}, "question_missing"),
    (taken, SPECIALIST, "consult", {"office": POLICE, "term": "soon", "question": "?"}, "question_missing"),
    (taken, SPECIALIST, "consult", {"office": POLICE, "term": "none", "question": "?"}, "question_missing"),
    (consulted, POLICEMAN, "give_opinion", {"agrees": "yes"}, "opinion_unclear"),
    (consulted, POLICEMAN, "give_opinion", {"agrees": False}, "reason_missing"),
    (taken, SPECIALIST, "count_silence", {"step": "opinion.1"}, "no_such_opinion"),
    (taken, SPECIALIST, "verify_in_field", {"at": "2026-03-03T08:00+07:00"}, "verification_incomplete"),
    (
        taken,
        SPECIALIST,
        "verify_in_field",
        {"at": "2026-03-03T08:00", "place": "Nhà", "people": ["Hoa"], "found": "Đúng"},
        "verification_incomplete",
    ),
    (taken, SPECIALIST, "apologise", {"new_due": NEW_DUE}, "reason_missing"),
    (taken, SPECIALIST, "apologise", {"reason": "x"}, "new_due_unclear"),
    (taken, SPECIALIST, "apologise", {"reason": "x", "new_due": "2026-03-25T16:00"}, "new_due_unclear"),
    (ended, LEADER, "report_error", {}, "reason_missing"),
    (ended, CITIZEN, "rate", {}, "stars_unclear"),
    (ended, CITIZEN, "rate", {"stars": 6}, "stars_unclear"),
    (ended, CITIZEN, "rate", {"stars": True}, "stars_unclear"),
    # the wrong time
    (waiting, SPECIALIST, "request_supplement", ITEMS, "waiting"),
    (waiting, SPECIALIST, "propose", {}, "waiting"),
    (waiting, SPECIALIST, "transfer", {"office": OTHER, "reason": "x"}, "waiting"),
    (waiting, SPECIALIST, "consult", {"consultation": "residence"}, "waiting"),
    (waiting, SPECIALIST, "apologise", {"reason": "x", "new_due": NEW_DUE}, "waiting"),
    (answered, SPECIALIST, "request_supplement", ITEMS, "supplemented_once"),
    (twice, SPECIALIST, "request_supplement", ITEMS, "supplemented_twice"),
    (twice, LEADER, "allow_second_supplement", {"reason": "x"}, "supplemented_twice"),
    (taken, LEADER, "allow_second_supplement", {"reason": "x"}, "second_not_needed"),
    (taken, CITIZEN, "supplement", ANSWERS, "not_asked"),
    (taken, RECEIVER, "close_silent", {}, "not_asked"),
    (waiting, RECEIVER, "close_silent", {}, "silence_not_over"),
    (sent, CITIZEN, "stop", {}, "not_received"),
    (decided, CITIZEN, "stop", {}, "decided"),
    (decided, CITIZEN, "adjust", {"changes": {"a": 1}}, "decided"),
    (issued, CITIZEN, "withdraw", {}, "result_there"),
    (refused, CITIZEN, "withdraw", {}, "result_there"),
    (issued, SPECIALIST, "apologise", {"reason": "x", "new_due": NEW_DUE}, "result_there"),
    (sent, SPECIALIST, "apologise", {"reason": "x", "new_due": NEW_DUE}, "no_term_runs"),
    (apologised, SPECIALIST, "apologise", {"reason": "x", "new_due": NEW_DUE}, "apologised_already"),
    (
        taken,
        SPECIALIST,
        "apologise",
        {"reason": "x", "new_due": "2026-03-17T16:00+07:00"},
        "new_due_too_early",
    ),
    (
        taken,
        SPECIALIST,
        "apologise",
        {"reason": "x", "new_due": "2026-03-25T12:00+07:00"},
        "not_working_time",
    ),
    (
        taken,
        SPECIALIST,
        "apologise",
        {"reason": "x", "new_due": "2026-03-28T09:00+07:00"},
        "not_working_time",
    ),
    (taken, LEADER, "stop_by_law", {"law": "x", "reason": "x"}, "procedure_in_force"),
    (issued, LEADER, "stop_by_law", {"law": "x", "reason": "x"}, "result_there"),
    (taken, SPECIALIST, "transfer", {"office": "2024.07210.committee", "reason": "x"}, "office_unknown"),
    (taken, SPECIALIST, "transfer", {"office": POLICE, "reason": "x"}, "not_competent"),
    (taken, SPECIALIST, "transfer", {"office": SPECIALIST.office, "reason": "x"}, "same_office"),
    (taken, RECEIVER, "hand_papers", {}, "no_papers"),
    (consulted, SPECIALIST, "consult", {"consultation": "residence"}, "already_consulted"),
    (consulted, SPECIALIST, "propose", {}, "opinions_awaited"),
    (consulted, SPECIALIST, "propose_refusal", {"reason": "x"}, "opinions_awaited"),
    (silently, SPECIALIST, "count_silence", {"step": "opinion.1"}, "opinion_term_runs"),
    (consulted, SPECIALIST, "count_silence", {"step": "opinion.1"}, "silence_does_not_count"),
    (
        taken,
        SPECIALIST,
        "verify_in_field",
        {"at": "2026-03-04T08:00+07:00", "place": "Nhà", "people": ["Hoa"], "found": "Đúng"},
        "verification_to_come",
    ),
    (taken, LEADER, "report_error", {"reason": "x"}, "no_result"),
    (refused, LEADER, "report_error", {"reason": "x"}, "no_result"),
    (correcting, LEADER, "report_error", {"reason": "x"}, "correcting_already"),
    (correcting, CITIZEN, "withdraw", {}, "result_there"),
    (taken, CITIZEN, "rate", {"stars": 5}, "not_ended"),
    (rated, CITIZEN, "rate", {"stars": 1}, "rated_already"),
    (ended, CITIZEN, "withdraw", {}, "closed"),
    (ended, SPECIALIST, "request_supplement", ITEMS, "closed"),
]


@pytest.mark.parametrize(
    ("story", "actor", "name", "values", "code"),
    [pytest.param(*row, id=f"{row[0].__name__}-{row[2]}-{row[4]}-{n}") for n, row in enumerate(ROWS)],
)
def test_a_turn_is_refused_and_changes_nothing(story, actor, name, values, code):
    dossier = story()
    before = dossier.state
    answer = dossier.ask(actor, name, **values)
    assert isinstance(answer, Refusal), answer
    assert answer.code == f"dossier.{code}"
    assert dossier.state is before


def test_an_abolished_procedure_is_stopped_only_with_its_law_and_a_reason():
    procedure = replace(with_term("10 working days"), to_on=AT.date())
    dossier = received(procedure, AT)
    last_day = AT.replace(hour=23, minute=59)
    values = {"law": "Nghị quyết", "reason": "Bãi bỏ"}
    assert dossier.ask(LEADER, "stop_by_law", last_day, **values) is refusals.PROCEDURE_IN_FORCE
    assert dossier.ask(LEADER, "stop_by_law", LATER, reason="x") is refusals.LAW_MISSING
    assert dossier.ask(LEADER, "stop_by_law", LATER, law="x") is plain.REASON_MISSING


def test_a_second_permission_is_not_needed():
    dossier = answered().done(LEADER, "allow_second_supplement", reason="Cần bản gốc")
    assert dossier.ask(LEADER, "allow_second_supplement", reason="x") is refusals.SECOND_ALLOWED


def every_refusal():
    for module in (plain, refusals):
        yield from (value for value in vars(module).values() if isinstance(value, Refusal))


def test_every_refusal_has_its_row():
    shown = {f"dossier.{row[4]}" for row in ROWS}
    elsewhere = {  # in test_dossier, in the stories above, in test_turns with the form at hand
        "dossier.unknown_act",
        "dossier.own_proposal",
        "dossier.proxy_missing",
        "dossier.recipient_unknown",
        "dossier.tracking_missing",
        "dossier.result_issued",
        "dossier.second_allowed",
        "dossier.law_missing",
        "dossier.change_moves_it",
        "dossier.given_missing",  # of bundles, in test_bundles
        "dossier.filed_for_another",  # of interests, in test_interests
        "dossier.of_your_firm",
    }
    missing = {each.code for each in every_refusal() if each.code.startswith("dossier.")} - shown - elsewhere
    assert missing == set()


def test_every_refusal_says_what_and_what_to_do_in_both_languages():
    for each in every_refusal():
        for text in (each.reason, each.remedy):
            assert text.vi.endswith("."), each.code
            assert text.en.endswith("."), each.code
            assert text.vi != text.en


def test_every_turn_has_its_own_entry():
    entries = [turn.entry for turn in TURNS.values()]
    assert len(set(entries)) == len(entries)
    assert all(entry.startswith("dossier.") for entry in entries)
