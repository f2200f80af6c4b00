"""Opinions of other offices, several at once beside the path; silence that counts and silence that does not; field visits."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from kinhbac.base.clock import HCM
from kinhbac.services.procedures.rules.statuses import national_status
from tests.cast import LEADER, NAM_ELSEWHERE, RECEIVER, SPECIALIST
from tests.services.procedures.rules.walking import birth, received, submitted, with_term
from tests.support import catalogue

pytestmark = pytest.mark.pure

AT = datetime(2026, 3, 3, 9, 0, tzinfo=HCM)
POLICE = "2025.07210.police"
JUSTICE = "2025.24.justice"
POLICEMAN = replace(NAM_ELSEWHERE.acting(), office=POLICE)
CLERK_OF_JUSTICE = replace(NAM_ELSEWHERE.acting(), office=JUSTICE)


def taken():
    return received(with_term("10 working days"), AT)


def both():
    dossier = taken().done(SPECIALIST, "consult", consultation="residence")
    return dossier.done(
        SPECIALIST, "consult", office=JUSTICE, term="3 working days", question="Có vướng mắc gì không?"
    )


def test_two_offices_are_asked_in_parallel_and_the_appraisal_goes_on():
    state = both().state
    held = {step.key: (step.name, step.holder.office, step.holder.role) for step in state.open_steps()}
    assert held == {
        "appraise.1": ("appraise", SPECIALIST.office, "specialist"),
        "opinion.1": ("opinion", POLICE, "specialist"),
        "opinion.2": ("opinion", JUSTICE, "specialist"),
    }
    assert {wait.key: wait.on for wait in state.waits.values()} == {
        "opinion.1": "office",
        "opinion.2": "office",
    }
    assert national_status(state, birth()) == 4
    assert state.clocks["resolution"].state == "running"


def test_the_question_is_content():
    dossier = both()
    assert dossier.last.content == {"step": "opinion.2", "question": "Có vướng mắc gì không?"}
    assert "vướng" not in str(dossier.state.facts)


def test_each_office_answers_its_own_and_then_it_is_proposed():
    dossier = both()
    dossier.done(CLERK_OF_JUSTICE, "give_opinion", agrees=False, words="Thiếu căn cứ")
    assert dossier.state.steps["opinion.2"].how == "disagrees"
    assert dossier.last.content == {"step": "opinion.2", "agrees": False, "words": "Thiếu căn cứ"}
    dossier.done(POLICEMAN, "give_opinion", agrees=True)
    assert dossier.state.facts["opinions"]["opinion.1"]["answer"] == "agrees"
    assert all(wait.ended_at for wait in dossier.state.waits.values())
    dossier.done(SPECIALIST, "propose")
    assert dossier.state.open_step("approve") is not None


def test_silence_that_counts_is_recorded_after_the_term():
    # one working day from Tue 3/3 is Wed 4/3 17:00
    dossier = taken().done(SPECIALIST, "consult", consultation="temporary_residence")
    dossier.done(SPECIALIST, "count_silence", datetime(2026, 3, 4, 17, 1, tzinfo=HCM), step="opinion.1")
    assert dossier.state.steps["opinion.1"].how == "silence"
    assert dossier.state.facts["opinions"]["opinion.1"]["answer"] == "silence"
    dossier.done(SPECIALIST, "propose")


def test_an_opinion_that_the_law_does_not_ask_for_is_awaited_only_in_its_term():
    dossier = taken().done(SPECIALIST, "consult", office=JUSTICE, term="1 working day", question="Ý kiến?")
    assert dossier.ask(SPECIALIST, "propose").code == "dossier.opinions_awaited"
    dossier.done(SPECIALIST, "propose", AT + timedelta(days=2))
    assert dossier.state.steps["opinion.1"].how == "not_awaited"
    assert dossier.state.waits["opinion.1"].ended_at == dossier.now


def test_a_late_opinion_still_counts_while_it_is_awaited():
    dossier = taken().done(SPECIALIST, "consult", consultation="residence")
    assert dossier.ask(SPECIALIST, "propose", AT + timedelta(days=7)).code == "dossier.opinions_awaited"
    dossier.done(POLICEMAN, "give_opinion", agrees=True).done(SPECIALIST, "propose")


def test_an_answer_may_come_while_the_citizen_supplements():
    dossier = taken().done(SPECIALIST, "consult", consultation="residence")
    dossier.done(SPECIALIST, "request_supplement", items=["Giấy chứng sinh"], reason="Chưa có")
    dossier.done(POLICEMAN, "give_opinion", agrees=True)
    assert dossier.state.steps["opinion.1"].how == "agrees"


def test_a_field_verification_is_recorded_whole():
    dossier = taken().done(
        SPECIALIST,
        "verify_in_field",
        AT + timedelta(hours=5),
        at="2026-03-03T10:30:00+07:00",
        place="Tổ dân phố 3",
        people=["Nguyễn Thị Hoa", " ", "Ông tổ trưởng"],
        found="Gia đình cư trú thực tế",
    )
    assert dossier.last.content == {
        "at": "2026-03-03T10:30:00+07:00",
        "place": "Tổ dân phố 3",
        "people": ["Nguyễn Thị Hoa", "Ông tổ trưởng"],
        "found": "Gia đình cư trú thực tế",
    }
    assert dossier.last.effects == ()


HOUSE = "1.013225"
LAND = replace(NAM_ELSEWHERE.acting(), office="2025.24.land_registration")


def house():
    """A building permit: its path asks two offices while the dossier is appraised."""
    dossier = submitted(catalogue.procedures()[HOUSE], AT - timedelta(minutes=30))
    return dossier.done(RECEIVER, "receive", AT)


def test_where_the_path_asks_offices_it_is_proposed_when_all_have_answered():
    dossier = house()
    asked = {step.name: step.holder.office for step in dossier.state.open_steps()}
    assert set(asked) == {"appraise", "land_opinion", "fire_opinion"}
    assert dossier.ask(SPECIALIST, "propose").code == "dossier.opinions_awaited"
    land = replace(LAND, office=asked["land_opinion"])
    dossier.done(land, "give_opinion", agrees=False, words="Thửa đất chưa tách")
    assert dossier.state.steps["land_opinion.1"].how == "disagrees"
    assert dossier.state.facts["opinions"]["land_opinion.1"] == {"answer": "disagrees"}
    early = dossier.ask(SPECIALIST, "count_silence", step="fire_opinion.1")
    assert early.code == "dossier.opinion_term_runs"
    # two working days from Tue 3/3 are Thu 5/3 17:00
    dossier.done(SPECIALIST, "count_silence", datetime(2026, 3, 5, 17, 1, tzinfo=HCM), step="fire_opinion.1")
    assert dossier.state.steps["fire_opinion.1"].how == "silence"
    dossier.done(SPECIALIST, "propose")
    assert [step.name for step in dossier.state.open_steps()] == ["approve"]


def test_a_leader_of_a_consulted_office_does_not_lead_the_dossier():
    dossier = house()
    police = next(step.holder.office for step in dossier.state.open_steps() if step.name == "fire_opinion")
    leader = replace(LEADER, office=police)
    assert dossier.ask(leader, "stop_by_law", law="x", reason="x").code == "dossier.not_yours"
