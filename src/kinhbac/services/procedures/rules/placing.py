"""Where each step of a dossier stands on the desk: in which queue, until when, in which state. Pure.

A step that is over stands there again where its desk still has something to do: paper to pass on, or a supplement that
the resolving office has asked for and that comes to the desk.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from kinhbac.base.text import Text
from kinhbac.kernel.types import CaseState, Step
from kinhbac.services.procedures.rules import names
from kinhbac.services.procedures.rules.state import (
    citizen_wait,
    consulted_steps,
    is_received,
    open_opinions,
    running,
)
from kinhbac.services.procedures.rules.statuses import NAMES, SUPPLEMENT_REQUESTED, due_of, national_status
from kinhbac.tools.desk.types import Placed, Queue
from kinhbac.tools.grammar.types import Procedure

TO_RECEIVE, TO_PROCESS, TO_SIGN, TO_RETURN = "to_receive", "to_process", "to_sign", "to_return"
WAITING_CITIZEN, WAITING_OFFICE = "waiting_citizen", "waiting_office"
QUEUES = (
    Queue(TO_RECEIVE, Text(vi="Cần tiếp nhận", en="To receive")),
    Queue(TO_PROCESS, Text(vi="Cần xử lý", en="To process")),
    Queue(WAITING_CITIZEN, Text(vi="Chờ người nộp", en="Waiting for the applicant")),
    Queue(WAITING_OFFICE, Text(vi="Chờ cơ quan khác", en="Waiting for another office")),
    Queue(TO_SIGN, Text(vi="Cần ký", en="To sign")),
    Queue(TO_RETURN, Text(vi="Cần trả kết quả", en="To hand over")),
)
ASKED, PAPERS, OVER = "asked", "papers", "over"
STATES: Mapping[str, Text] = {
    **{str(number): name for number, name in NAMES.items()},
    ASKED: Text(vi="Được hỏi ý kiến", en="Asked for an opinion"),
    PAPERS: Text(vi="Cần chuyển hồ sơ giấy", en="Paper to be passed on"),
    OVER: Text(vi="Đã qua bước này", en="Passed on"),
}


@dataclass(frozen=True, slots=True)
class _Standing:
    """Where a step stands; `queue` is None where it is over and only remembered."""

    queue: str | None
    state: str
    due_at: datetime | None


def place(state: CaseState, procedure: Procedure) -> tuple[Placed, ...]:
    """Say where each step of a dossier stands, in the order in which they began; those taken back stand nowhere."""
    found = {step.key: _standing(step, state, procedure) for step in state.steps.values()}
    desk = _desk_step(state, procedure)
    if desk is not None:
        found[desk.key] = _at_desk(state) or found[desk.key]
    return tuple(
        _placed(step, found[step.key])
        for step in state.steps.values()
        if step.is_open or step.how != "undone"
    )


def _placed(step: Step, standing: _Standing) -> Placed:
    return Placed(
        step=step.key,
        queue=standing.queue,
        office=step.holder.office,
        role=step.holder.role,
        person=step.holder.person,
        since=step.begun_at,
        due_at=standing.due_at,
        state=standing.state,
    )


def _standing(step: Step, state: CaseState, procedure: Procedure) -> _Standing:
    if not step.is_open:
        return _Standing(None, OVER, None)
    if step in _beside(state, procedure):
        return _Standing(TO_PROCESS, ASKED, step.due_at)
    return _Standing(_queue(step, state, procedure), str(national_status(state, procedure)), due_of(state))


def _queue(step: Step, state: CaseState, procedure: Procedure) -> str:
    if citizen_wait(state) is not None:
        return WAITING_CITIZEN
    if step.holder.role == names.LEADER:
        return TO_SIGN
    if step.holder.role == names.ONE_STOP:
        if not is_received(state):
            return TO_RECEIVE
        return TO_RETURN if step.name == procedure.returning else TO_PROCESS
    return WAITING_OFFICE if _beside(state, procedure) else TO_PROCESS


def _beside(state: CaseState, procedure: Procedure) -> tuple[Step, ...]:
    """Return the open steps at offices that are only asked."""
    return (*open_opinions(state), *consulted_steps(state, procedure))


def _desk_step(state: CaseState, procedure: Procedure) -> Step | None:
    """Return the step at which the receiving desk had the dossier, None where it has it now, or never had."""
    receiving = state.facts.get(names.RECEIVING)
    visits = [
        step
        for step in state.steps.values()
        if step.name == procedure.start and step.holder.office == receiving and step.how != "undone"
    ]
    return visits[-1] if visits and not visits[-1].is_open else None


def _at_desk(state: CaseState) -> _Standing | None:
    """Return what the receiving desk has still to do after reception, None where nothing."""
    if not state.is_open:
        return None
    papers, silence = running(state, names.TRANSFER), running(state, names.SILENCE)
    if papers is not None:
        return _Standing(TO_PROCESS, PAPERS, papers.due_at)
    if citizen_wait(state) is not None:
        return _Standing(
            WAITING_CITIZEN, str(SUPPLEMENT_REQUESTED), silence.due_at if silence is not None else None
        )
    return None
