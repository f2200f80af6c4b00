"""Refusing: at reception it ends, after appraisal it is a result that goes back through the one-stop desk."""

from dataclasses import replace
from datetime import datetime

import pytest

from kinhbac.base.clock import HCM
from kinhbac.services.procedures.rules import refusals
from kinhbac.services.procedures.rules.punctuality import judged
from kinhbac.services.procedures.rules.statuses import national_status, outcome_name
from tests.cast import CENTRE, LEADER, RECEIVER, SPECIALIST
from tests.services.procedures.rules.walking import birth, received, submitted, with_term

pytestmark = pytest.mark.pure

AT = datetime(2026, 3, 3, 9, 0, tzinfo=HCM)


def test_at_reception_it_ends_with_the_reason_and_the_papers_given_back():
    dossier = submitted().done(
        RECEIVER, "refuse", reason="Không thuộc phạm vi", returned_papers=["Giấy chứng sinh"]
    )
    assert dossier.state.outcome == "refused_at_reception"
    assert dossier.last.content == {"reason": "Không thuộc phạm vi", "returned_papers": ["Giấy chứng sinh"]}
    assert not dossier.state.open_steps()
    assert dossier.state.due_at() is None
    assert national_status(dossier.state, birth()) == 3
    assert judged(dossier.state, dossier.now) == "no_term"


def test_after_appraisal_it_is_approved_returned_and_ended():
    dossier = received(with_term("5 working days"), AT)
    dossier.done(SPECIALIST, "propose_refusal", reason="Không thuộc diện")
    assert dossier.state.facts["proposal"] == "refuse"
    assert dossier.state.open_step("approve") is not None
    dossier.done(LEADER, "approve")
    assert dossier.last.name == "dossier.refusal_approved"
    (step,) = dossier.state.open_steps()
    assert (step.name, step.holder.office) == ("return", CENTRE)
    assert dossier.state.steps["approve.1"].how == "refuse"
    assert dossier.state.facts["result"] == "refusal"
    assert dossier.state.clocks["resolution"].how == "met"
    assert "result_number" not in dossier.state.facts
    assert national_status(dossier.state, birth()) == 9
    assert judged(dossier.state, dossier.now) == "early"
    dossier.done(RECEIVER, "hand_over")
    assert dossier.state.outcome == "refused_after_appraisal"
    assert outcome_name(dossier.state, birth()).en == "Refused after appraisal"


def test_the_leader_may_send_a_refusal_back_and_it_may_be_granted_then():
    dossier = received(with_term("5 working days"), AT).done(
        SPECIALIST, "propose_refusal", reason="Thiếu căn cứ"
    )
    dossier.done(LEADER, "return_for_rework", note="Đủ điều kiện rồi").done(SPECIALIST, "propose")
    assert dossier.state.facts["proposal"] == "grant"
    dossier.done(LEADER, "approve")
    assert dossier.last.name == "dossier.approved"
    assert dossier.state.open_step("issue") is not None


def test_nobody_approves_a_refusal_of_their_own():
    dossier = received(with_term("5 working days"), AT).done(
        SPECIALIST, "propose_refusal", reason="Thiếu căn cứ"
    )
    same_hand = replace(LEADER, person=SPECIALIST.person)
    assert dossier.ask(same_hand, "approve") is refusals.OWN_PROPOSAL
