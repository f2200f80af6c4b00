"""The person stops, withdraws or adjusts in her windows; an abolished procedure is finished or stopped."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from kinhbac.base.clock import HCM
from kinhbac.services.procedures.rules.punctuality import judged
from kinhbac.services.procedures.rules.statuses import national_status
from tests.cast import CITIZEN, LEADER, RECEIVER, SPECIALIST
from tests.services.procedures.rules.walking import DAY, birth, received, submitted, with_term

pytestmark = pytest.mark.pure

AT = datetime(2026, 3, 3, 9, 0, tzinfo=HCM)
FOR_HER = replace(RECEIVER, on_behalf_of=CITIZEN.person)


def through(acts):
    dossier = submitted(with_term("5 working days"), AT)
    for actor, name, values in DAY[:acts]:
        dossier.done(actor, name, **values)
    return dossier


@pytest.mark.parametrize(
    ("acts", "actor", "name", "outcome", "status"),
    [
        (1, CITIZEN, "stop", "stopped_by_person", 8),
        (2, CITIZEN, "stop", "stopped_by_person", 8),
        (1, FOR_HER, "stop", "stopped_by_person", 8),
        (0, CITIZEN, "withdraw", "withdrawn", 7),
        (1, CITIZEN, "withdraw", "withdrawn", 7),
        (3, CITIZEN, "withdraw", "withdrawn", 7),
        (0, FOR_HER, "withdraw", "withdrawn", 7),
    ],
)
def test_the_person_ends_it_in_her_windows(acts, actor, name, outcome, status):
    dossier = through(acts).done(actor, name)
    assert dossier.state.outcome == outcome
    assert dossier.last.content is None
    assert national_status(dossier.state, birth()) == status
    assert not dossier.state.open_steps()
    assert all(clock.state == "stopped" for clock in dossier.state.clocks.values())


def test_a_reason_is_kept_apart_where_she_gives_one():
    dossier = through(1).done(CITIZEN, "stop", reason="Cháu đã được đăng ký nơi khác")
    assert dossier.last.content == {"reason": "Cháu đã được đăng ký nơi khác"}


def test_withdrawn_before_reception_it_has_no_term_and_after_it_is_judged_by_the_moment():
    assert judged(through(0).done(CITIZEN, "withdraw").state, AT) == "no_term"
    late = through(1).done(CITIZEN, "withdraw", AT + timedelta(days=30))
    assert judged(late.state, late.now) == "late"


def test_withdrawing_ends_what_others_were_asked():
    dossier = through(1).done(SPECIALIST, "consult", consultation="residence")
    dossier.done(CITIZEN, "withdraw")
    assert dossier.state.steps["opinion.1"].how == "withdraw"
    assert dossier.state.waits["opinion.1"].ended_at == dossier.now


def test_adjusting_changes_what_was_entered_and_nothing_else():
    dossier = through(1)
    before = dossier.state
    dossier.done(CITIZEN, "adjust", changes={"copies.count": {"from": 1, "to": 3}}, reason="Cần thêm bản sao")
    assert dossier.last.content == {
        "changes": {"copies.count": {"from": 1, "to": 3}},
        "reason": "Cần thêm bản sao",
    }
    assert dossier.state.clocks == before.clocks
    assert dossier.state.steps == before.steps


def test_after_its_last_day_a_procedure_may_be_finished_or_stopped():
    procedure = replace(with_term("5 working days"), to_on=date(2026, 3, 4))
    old = received(procedure, AT)
    for actor, name, values in DAY[1:]:
        old.done(actor, name, AT + timedelta(days=2), **values)
    assert old.state.outcome == "returned"
    stopped = received(procedure, AT)
    stopped.done(
        LEADER, "stop_by_law", AT + timedelta(days=2), law="Nghị quyết 66.18/2026/NQ-CP", reason="Bãi bỏ"
    )
    assert stopped.state.outcome == "stopped_by_law_change"
    assert stopped.last.content == {"law": "Nghị quyết 66.18/2026/NQ-CP", "reason": "Bãi bỏ"}
    assert national_status(stopped.state, birth()) == 8


def test_every_running_term_ends_with_the_dossier():
    dossier = received(with_term("5 working days"), AT, channel="counter")
    assert dossier.state.clocks["transfer"].state == "running"
    for actor, name, values in DAY[1:]:
        dossier.done(actor, name, **values)
    assert dossier.state.due_at() is None
    assert dossier.state.clocks["transfer"].how == "closed"
