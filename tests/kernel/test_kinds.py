"""The kernel carries kinds that have little in common: a dossier, a field report, a work file. No database."""

from datetime import datetime

import pytest

from kinhbac.base.clock import HCM
from kinhbac.kernel.types import CaseState, Command, Refusal
from kinhbac.kernel.types.effects import KINDS
from tests.cast import CENTRE, CITIZEN, COMMITTEE, LAN, LEADER, NOW, RECEIVER, SPECIALIST, WARD
from tests.kernel.desk import dossier_values
from tests.kernel.journal import decided
from tests.kernel.kinds import DEFINITIONS, Dossier, FieldReport, WorkFile, context

pytestmark = pytest.mark.pure

HANDS = {
    "accept": RECEIVER,
    "return": RECEIVER,
    "approve": LEADER,
    "rework": LEADER,
}


@pytest.fixture
def play(calendar, small_directory):
    """Return a function that leads a case of a kind through commands and gives the state after them."""

    def run(kind, state, *steps, at=NOW):
        for name, values in steps:
            hand = HANDS.get(name, SPECIALIST if state else CITIZEN)
            asked = context(DEFINITIONS[kind.name], calendar, small_directory, hand, at)
            state = decided(state, kind.decide(state, Command(name, values), asked), hand, at)
        return state

    return run


OPEN_REPORT = ("open", {"dispatcher": COMMITTEE, "area": WARD, "reporter": str(LAN.person)})


def held(state):
    return [(step.key, step.holder.office, step.holder.role) for step in state.open_steps()]


def test_a_dossier_goes_in_sequence_back_for_rework_and_to_its_end(play):
    state = play(Dossier(), None, ("open", dossier_values()))
    assert held(state) == [("receive.1", CENTRE, "one_stop")]
    assert not state.clocks
    state = play(Dossier(), state, ("accept", {}), ("propose", {}), ("rework", {}))
    assert held(state) == [("appraise.2", COMMITTEE, "specialist")]
    assert state.due_at() == datetime(2026, 5, 1, 17, tzinfo=HCM)
    state = play(Dossier(), state, ("propose", {}), ("approve", {}), ("return", {}))
    assert (state.is_open, state.outcome, held(state), state.due_at()) == (False, "returned", [], None)
    assert [step.key for step in state.steps.values()][-2:] == ["approve.2", "hand_over.1"]


def test_two_offices_are_consulted_side_by_side_and_joined(play):
    state = play(Dossier(), None, ("open", dossier_values()), ("accept", {}), ("consult", {}))
    assert held(state) == [
        ("ask_police.1", "2025.24.police", "specialist"),
        ("ask_land.1", "2025.24.land", "specialist"),
    ]
    state = play(Dossier(), state, ("answer", {"step": "ask_land"}))
    assert [key for key, *_ in held(state)] == ["ask_police.1"]
    state = play(Dossier(), state, ("answer", {"step": "ask_police"}))
    assert [key for key, *_ in held(state)] == ["conclude.1"]


def test_a_dossier_waits_for_the_citizen_with_its_clock_standing(play):
    state = play(Dossier(), None, ("open", dossier_values()), ("accept", {}), ("supplement", {}))
    assert state.waits["supplement"].on == "citizen"
    assert (state.clocks["resolution"].state, state.due_at()) == ("paused", None)
    later = datetime(2026, 5, 11, 8, tzinfo=HCM)
    state = play(Dossier(), state, ("supplied", {"left": "2 working days"}), at=later)
    assert state.waits["supplement"].ended_at == later
    assert state.due_at() == datetime(2026, 5, 13, 17, tzinfo=HCM)


def test_a_field_report_has_two_clocks_is_handed_back_and_reopened(play):
    state = play(FieldReport(), None, OPEN_REPORT)
    due = {key: clock.due_at for key, clock in state.clocks.items()}
    assert due == {
        "answer": datetime(2026, 4, 29, 9, tzinfo=HCM),
        "settle": datetime(2026, 5, 1, 17, tzinfo=HCM),
    }
    assert state.due_at() == due["answer"]
    state = play(FieldReport(), state, ("assign", {"office": "2025.24.land"}), ("answer", {}))
    assert held(state) == [("dispatch.1", "2025.24.land", "specialist")]
    assert state.due_at() == due["settle"]
    state = play(FieldReport(), state, ("hand_back", {}))
    assert held(state) == [("dispatch.1", COMMITTEE, "dispatcher")]
    state = play(FieldReport(), state, ("settle", {}))
    assert (state.is_open, state.due_at(), held(state)) == (False, None, [])
    again = datetime(2026, 5, 11, 8, tzinfo=HCM)
    state = play(FieldReport(), state, ("reopen", {}), at=again)
    assert (state.is_open, state.outcome, held(state)) == (
        True,
        None,
        [("dispatch.2", COMMITTEE, "dispatcher")],
    )
    assert state.due_at() == datetime(2026, 5, 14, 17, tzinfo=HCM)
    assert state.clocks["answer"].state == "stopped"


def test_a_work_file_is_never_due(play):
    state = play(WorkFile(), None, ("open", {"office": COMMITTEE}), ("note", {"subject": "Công văn đến"}))
    assert (state.due_at(), state.clocks["keeping"].state) == (None, "running")
    assert state.facts == {"subject": "Công văn đến"}
    assert not play(WorkFile(), state, ("close", {})).is_open


def test_a_report_asks_for_a_dossier_by_name_alone(calendar, small_directory, play):
    state = play(FieldReport(), None, OPEN_REPORT)
    command = Command("open_dossier", {"definition": "d" * 64, "values": dossier_values()})
    asked = context(DEFINITIONS["test.report"], calendar, small_directory, SPECIALIST, NOW)
    decision = FieldReport().decide(state, command, asked)
    assert [(opening.kind, opening.link) for opening in decision.opens] == [("test.dossier", "caused_by")]


def test_what_cannot_be_done_now_is_a_refusal(calendar, small_directory, play):
    state = play(Dossier(), None, ("open", dossier_values()))
    asked = context(DEFINITIONS["test.dossier"], calendar, small_directory, LEADER, NOW)
    assert isinstance(Dossier().decide(state, Command("approve"), asked), Refusal)


def test_the_kernel_owns_no_word_of_any_law():
    """Its vocabulary of effects and its state name no dossier, fee, citizen, office of a law."""
    words = " ".join([*KINDS, *CaseState.__dataclass_fields__]).lower()
    assert not [
        word for word in ("dossier", "supplement", "apology", "fee", "payment", "birth") if word in words
    ]
