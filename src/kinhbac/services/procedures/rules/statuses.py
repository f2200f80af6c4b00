"""The ten national statuses of a dossier (QCVN 120:2019; procedures facts 2.2), derived and never stored."""

from datetime import datetime, timedelta

from kinhbac.base.text import Text
from kinhbac.kernel.types import CaseState
from kinhbac.services.procedures.rules import names
from kinhbac.services.procedures.rules.state import citizen_wait, is_received, lawful_due, path_steps, running
from kinhbac.tools.grammar.types import RESOLUTION, Procedure

NAMES = {
    1: Text(vi="Mới đăng ký", en="Newly submitted"),
    2: Text(vi="Được tiếp nhận", en="Received"),
    3: Text(vi="Không được tiếp nhận", en="Not received"),
    4: Text(vi="Đang xử lý", en="In processing"),
    5: Text(vi="Yêu cầu bổ sung giấy tờ", en="Supplement requested"),
    6: Text(vi="Yêu cầu thực hiện nghĩa vụ tài chính", en="Payment requested"),
    7: Text(vi="Công dân yêu cầu rút hồ sơ", en="Withdrawn at the citizen's request"),
    8: Text(vi="Dừng xử lý", en="Stopped"),
    9: Text(vi="Đã xử lý xong", en="Processing finished"),
    10: Text(vi="Đã trả kết quả", en="Result returned"),
}
RECEIVED, IN_PROCESSING, SUPPLEMENT_REQUESTED, STOPPED, RETURNED = 2, 4, 5, 8, 10
SOON = timedelta(hours=4)


def national_status(state: CaseState, procedure: Procedure) -> int:
    """Return the national status: of the way in which it ended, of the citizen's turn, or of the step that holds it.

    Received, but its paper not passed on yet, it is received (2) and not in processing. Payment (6) is not used yet.
    """
    if not state.is_open:
        return _ended(state, procedure)
    if citizen_wait(state) is not None:
        return SUPPLEMENT_REQUESTED
    held = {step.name for step in path_steps(state)}
    status = max(
        (step.national_status for step in procedure.steps if step.key in held), default=IN_PROCESSING
    )
    return RECEIVED if status == IN_PROCESSING and running(state, names.TRANSFER) else status


def outcome_name(state: CaseState, procedure: Procedure) -> Text | None:
    """Return how a dossier ended, in words; None while it goes on, or where its version does not say."""
    outcome = procedure.turns.outcomes.get(str(state.outcome))
    return outcome.name if outcome is not None else None


def due_of(state: CaseState) -> datetime | None:
    """Return until when whoever has the dossier now is to act: the citizen, the desk, the office, or the corrector.

    Terms beside the path, such as that for passing paper on, do not show here.
    """
    if citizen_wait(state) is not None:
        return _due(state, names.SILENCE)
    if running(state, names.CORRECTION) is not None:
        return _due(state, names.CORRECTION)
    if not is_received(state):
        return _due(state, names.RECEPTION)
    return lawful_due(state) if running(state, RESOLUTION) is not None else None


def _due(state: CaseState, key: str) -> datetime | None:
    clock = running(state, key)
    return clock.due_at if clock is not None else None


def _ended(state: CaseState, procedure: Procedure) -> int:
    outcome = procedure.turns.outcomes.get(str(state.outcome))
    if outcome is not None:
        return outcome.national_status
    return RETURNED if state.outcome == names.OUTCOME_RETURNED else STOPPED


def tag_of(state: CaseState, now: datetime) -> str:
    """Return the sign a list shows: done, late, soon, ontime, or neutral where the office has nothing to do by a time."""
    if not state.is_open:
        return "done"
    due_at = due_of(state) if citizen_wait(state) is None else None
    if due_at is None:
        return "neutral"
    if due_at < now:
        return "late"
    return "soon" if due_at - now <= SOON else "ontime"
