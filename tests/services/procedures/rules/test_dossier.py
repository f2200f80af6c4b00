"""Every act of a normal day on a dossier: what it decides, and whom it refuses. Pure: the catalogue, no database."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from kinhbac.base.clock import HCM
from kinhbac.kernel.types import Actor, Decision
from kinhbac.services.procedures.rules import refusals
from kinhbac.services.procedures.rules.statuses import national_status, tag_of
from kinhbac.services.procedures.rules.turns.refusals import RESULT_ISSUED
from tests.cast import CENTRE, CITIZEN, COMMITTEE, LEADER, NAM_ELSEWHERE, RECEIVER, SPECIALIST
from tests.services.procedures.rules.walking import Dossier, after, birth, submitted

pytestmark = pytest.mark.pure

OFFICER_ELSEWHERE: Actor = NAM_ELSEWHERE.acting()


@pytest.mark.parametrize(
    ("acts", "step", "office", "role", "status"),
    [
        (0, "receive", CENTRE, "one_stop", 1),
        (1, "appraise", COMMITTEE, "specialist", 4),
        (2, "approve", COMMITTEE, "leader", 4),
        (3, "issue", COMMITTEE, "specialist", 4),
        (4, "return", CENTRE, "one_stop", 9),
    ],
)
def test_each_act_brings_the_dossier_to_the_next_holder(acts, step, office, role, status):
    state = after(acts).state
    (open_step,) = state.open_steps()
    assert (open_step.name, open_step.holder.office, open_step.holder.role) == (step, office, role)
    assert national_status(state, birth()) == status


def test_handing_over_ends_the_dossier():
    state = after(5).state
    assert not state.is_open
    assert state.outcome == "returned"
    assert national_status(state, birth()) == 10
    assert state.due_at() is None


def test_reception_is_due_within_eight_working_hours():
    # filed 28/4/2026 09:10: 5 h 20 m until noon break and closing leave 2 h 10 m for the morning of 29/4 (NĐ 118 Đ17.2)
    clock = submitted().state.clocks["reception"]
    assert clock.due_at == datetime(2026, 4, 29, 9, 10, tzinfo=HCM)


@pytest.mark.parametrize(
    ("received", "due"),
    [
        # Luật Hộ tịch Đ5.3: the same day; after 15:00 the next working day; 30/4 and 1/5 and a weekend between
        (datetime(2026, 4, 28, 14, 50, tzinfo=HCM), datetime(2026, 4, 28, 17, 0, tzinfo=HCM)),
        (datetime(2026, 4, 28, 15, 0, tzinfo=HCM), datetime(2026, 4, 28, 17, 0, tzinfo=HCM)),
        (datetime(2026, 4, 28, 15, 1, tzinfo=HCM), datetime(2026, 4, 29, 17, 0, tzinfo=HCM)),
        (datetime(2026, 4, 29, 15, 30, tzinfo=HCM), datetime(2026, 5, 4, 17, 0, tzinfo=HCM)),
    ],
)
def test_the_term_runs_from_reception(received, due):
    dossier = submitted()
    dossier.now = received - timedelta(minutes=10)
    dossier.ask(RECEIVER, "receive")
    assert dossier.state.clocks["resolution"].due_at == due
    assert dossier.state.clocks["reception"].state == "stopped"


def test_issuing_stops_the_clock_and_gives_the_number():
    state = after(4).state
    assert state.facts["result_number"] == "7/2026"
    assert state.clocks["resolution"].state == "stopped"


def test_rework_goes_back_to_the_specialist_with_a_reason():
    dossier = after(2)
    assert dossier.ask(LEADER, "return_for_rework") is refusals.REASON_MISSING
    dossier.ask(LEADER, "return_for_rework", note="Thiếu nơi sinh")
    (step,) = dossier.state.open_steps()
    assert (step.key, step.holder.role) == ("appraise.2", "specialist")


@pytest.mark.parametrize(
    ("acts", "actor", "name", "values", "refusal"),
    [
        (0, OFFICER_ELSEWHERE, "receive", {}, refusals.NOT_YOURS),
        (0, SPECIALIST, "receive", {}, refusals.NOT_YOURS),
        (0, CITIZEN, "receive", {}, refusals.NOT_YOURS),
        (0, RECEIVER, "approve", {}, refusals.NOT_NOW),
        (1, OFFICER_ELSEWHERE, "propose", {}, refusals.NOT_YOURS),
        (1, RECEIVER, "receive", {}, refusals.NOT_NOW),
        (2, SPECIALIST, "approve", {}, refusals.NOT_YOURS),
        (2, replace(LEADER, person=SPECIALIST.person), "approve", {}, refusals.OWN_PROPOSAL),
        (4, RECEIVER, "hand_over", {"to": "nobody"}, refusals.RECIPIENT_UNKNOWN),
        (4, RECEIVER, "hand_over", {"to": "proxy"}, refusals.PROXY_MISSING),
        (4, RECEIVER, "hand_over", {"to": "proxy", "proxy_name": "Vũ Hoài Nam"}, refusals.PROXY_MISSING),
        (
            4,
            RECEIVER,
            "hand_over",
            {"to": "proxy", "proxy_name": "Vũ Hoài Nam", "proxy_identity_number": "024092003001"},
            refusals.PROXY_MISSING,
        ),
        (5, RECEIVER, "hand_over", {}, refusals.CLOSED),
        (1, SPECIALIST, "burn", {}, refusals.UNKNOWN),
        (1, SPECIALIST, "correct", {"changes": {"a": 1}, "reason": " ", "entry": 1}, refusals.REASON_MISSING),
        (1, SPECIALIST, "correct", {"changes": {}, "reason": "Nhầm", "entry": 1}, refusals.NOTHING_CHANGED),
        (1, RECEIVER, "correct", {"changes": {"a": 1}, "reason": "Nhầm", "entry": 1}, refusals.NOT_YOURS),
        (4, RECEIVER, "correct", {"changes": {"a": 1}, "reason": "Nhầm", "entry": 1}, RESULT_ISSUED),
    ],
)
def test_refusals_say_why_and_change_nothing(acts, actor, name, values, refusal):
    dossier = after(acts)
    before = dossier.state
    assert dossier.ask(actor, name, **values) is refusal
    assert dossier.state is before


def test_a_proxy_with_authority_receives_the_result():
    dossier = after(4)
    decision = dossier.ask(
        RECEIVER,
        "hand_over",
        to="proxy",
        proxy_name="Vũ Hoài Nam",
        proxy_identity_number="024 092 003 001",
        authority_seen=True,
    )
    assert isinstance(decision, Decision)
    assert decision.acts[0].content == {"proxy": {"name": "Vũ Hoài Nam", "identity_number": "024092003001"}}
    assert "024092003001" not in str(decision.acts[0].effects)


def test_no_personal_content_stands_in_the_facts():
    dossier = submitted()
    assert set(dossier.state.facts) == {
        "procedure",
        "channel",
        "online",
        "fee",
        "receiving",
        "home",
        "resolving",
    }


def test_only_a_submission_opens_a_dossier():
    assert Dossier(birth()).ask(RECEIVER, "receive") is refusals.UNKNOWN


@pytest.mark.parametrize(
    ("at", "tag"),
    [
        (datetime(2026, 4, 28, 10, 0, tzinfo=HCM), "ontime"),
        (datetime(2026, 4, 28, 13, 0, tzinfo=HCM), "soon"),
        (datetime(2026, 4, 28, 17, 0, tzinfo=HCM), "soon"),
        (datetime(2026, 4, 28, 17, 1, tzinfo=HCM), "late"),
    ],
)
def test_tags_tell_the_time_left(at, tag):
    assert tag_of(after(1).state, at) == tag


def test_a_step_that_begins_after_a_merger_finds_the_successor():
    dossier = submitted()
    dossier.state = replace(dossier.state, area="2024/07207")
    dossier.ask(RECEIVER, "receive")
    (step,) = dossier.state.open_steps()
    assert step.holder.office == COMMITTEE
