"""The ten national statuses of a dossier (QCVN 120:2019; procedures facts 2.2), derived and never stored."""

from datetime import datetime, timedelta

from kinhbac.base.text import Text
from kinhbac.kernel.types import CaseState
from kinhbac.services.procedures.rules.dossier import OUTCOME_RETURNED
from kinhbac.tools.grammar.types import Procedure

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
SOON = timedelta(hours=4)


def national_status(state: CaseState, procedure: Procedure) -> int:
    """Return the national status: of the step that holds the dossier, or of the way in which it ended."""
    if state.outcome == OUTCOME_RETURNED:
        return 10
    if not state.open_steps():
        return 8
    names = {step.name for step in state.open_steps()}
    return max(step.national_status for step in procedure.steps if step.key in names)


def tag_of(state: CaseState, now: datetime) -> str:
    """Return the sign a list shows: done, late, soon, ontime, or neutral where nothing runs."""
    if not state.is_open:
        return "done"
    due_at = state.due_at()
    if due_at is None:
        return "neutral"
    if due_at < now:
        return "late"
    return "soon" if due_at - now <= SOON else "ontime"
