"""Every kind of turn: which act, by whom, at which door, under which name it stands in the journal. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.kill.staff import CITIZEN, CONSULTED, LEADER, ONE_STOP, SPECIALIST

ITEM = "Bản chụp giấy chứng sinh rõ nét"
FOUND = "needs_check"
ACT, CORRECTION, UNDO, TURN, HAND, BULK = "act", "correction", "undo", "turn", "hand", "bulk"
WITH_RECEIPT = frozenset({ACT, CORRECTION, UNDO})
"""Doors of officers that give a receipt, so that two may reach at once."""


def _a_minute_ago() -> str:
    return (datetime.now(UTC) - timedelta(minutes=1)).isoformat()


def _none() -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Move:
    """An act of a way.

    Attributes:
        act: its key at the door.
        by: a role of the staff.
        name: of its entry.
        how: the door: an act, a correction, an undoing or a turn of the API, a form of handing, the desk's acts on many.
        values: what it says.
        keeps_post: it leaves the step with one person, who does what follows at the same post.
        frees_post: it leaves the step to everybody of the post again.
        leaves_step: the step is over with it, and whoever had it for her own.
    """

    act: str
    by: str
    name: str
    how: str = ACT
    values: Callable[[], Mapping[str, Any]] = _none
    keeps_post: bool = False
    frees_post: bool = False
    leaves_step: bool = False


def _said(**values: Any) -> Callable[[], Mapping[str, Any]]:
    return lambda: values


_REQUEST = _said(items=[ITEM], reason="Bản chụp mờ, không đọc được số")
MOVES: Mapping[str, Move] = {
    "receive": Move("receive", ONE_STOP, "dossier.received"),
    "find_case": Move(
        "find_case", SPECIALIST, "dossier.case_found", values=_said(case=FOUND, reason="Giấy chứng sinh mờ")
    ),
    "propose": Move(
        "propose", SPECIALIST, "dossier.proposed", values=_said(note="Đủ điều kiện"), leaves_step=True
    ),
    "approve": Move("approve", LEADER, "dossier.approved"),
    "approve_many": Move("approve", LEADER, "dossier.approved", how=BULK),
    "rework": Move(
        "return_for_rework", LEADER, "dossier.returned_for_rework", values=_said(note="Xem lại tên đệm")
    ),
    "issue": Move("issue_result", SPECIALIST, "dossier.result_issued"),
    "hand_over": Move("hand_over", ONE_STOP, "dossier.handed_over", values=_said(to="applicant")),
    "ask_at_desk": Move("request_supplement", ONE_STOP, "dossier.supplement_requested", values=_REQUEST),
    "ask": Move("request_supplement", SPECIALIST, "dossier.supplement_requested", values=_REQUEST),
    "allow_second": Move(
        "allow_second_supplement",
        LEADER,
        "dossier.second_supplement_allowed",
        values=_said(reason="Bản nộp lại vẫn thiếu trang"),
    ),
    "supplement": Move(
        "supplement",
        CITIZEN,
        "dossier.supplemented",
        how=TURN,
        values=_said(answers=[{"item": ITEM, "text": "Đã gửi lại bản rõ"}]),
    ),
    "refuse": Move("refuse", ONE_STOP, "dossier.refused", values=_said(reason="Đã đăng ký ở nơi khác")),
    "propose_refusal": Move(
        "propose_refusal", SPECIALIST, "dossier.refusal_proposed", values=_said(reason="Đã đăng ký nơi khác")
    ),
    "approve_refusal": Move("approve", LEADER, "dossier.refusal_approved"),
    "consult": Move(
        "consult",
        SPECIALIST,
        "dossier.consulted",
        values=_said(consultation="residence", question="Cha mẹ cư trú từ khi nào?"),
    ),
    "give_opinion": Move(
        "give_opinion",
        CONSULTED,
        "dossier.opinion_given",
        values=_said(agrees=True, words="Đúng như khai"),
    ),
    "consult_tacit": Move(
        "consult",
        SPECIALIST,
        "dossier.consulted",
        values=_said(consultation="temporary_residence", question="Có tạm trú không?"),
    ),
    "count_silence": Move(
        "count_silence", SPECIALIST, "dossier.silence_counted", values=_said(step="opinion.1")
    ),
    "close_silent": Move(
        "close_silent", ONE_STOP, "dossier.closed_for_silence", values=_said(note="Quá hạn bổ sung")
    ),
    "stop_by_law": Move(
        "stop_by_law",
        LEADER,
        "dossier.stopped_by_law",
        values=_said(law="Nghị quyết mẫu bãi bỏ thủ tục", reason="Thủ tục không còn"),
    ),
    "hand_papers": Move("hand_papers", ONE_STOP, "dossier.papers_handed"),
    "correct": Move(
        "correct",
        SPECIALIST,
        "dossier.corrected",
        how=CORRECTION,
        values=_said(changes={"copies.count": 5}, reason="Ghi nhầm số bản"),
    ),
    "undo": Move("undo", SPECIALIST, "undone", how=UNDO),
    "undo_at_desk": Move("undo", ONE_STOP, "undone", how=UNDO),
    "verify": Move(
        "verify_in_field",
        SPECIALIST,
        "dossier.field_verified",
        values=lambda: {
            "at": _a_minute_ago(),
            "place": "Tổ dân phố 2",
            "people": ["Tổ trưởng"],
            "found": "Đúng như khai",
        },
    ),
    "transfer": Move(
        "transfer", SPECIALIST, "dossier.transferred", values=_said(reason="Cha cư trú nơi kia")
    ),
    "apologise": Move("apologise", SPECIALIST, "dossier.apologised", values=_said(reason="Chờ xác minh")),
    "error": Move(
        "report_error", ONE_STOP, "dossier.reopened_for_error", values=_said(reason="Sai ngày sinh")
    ),
    "take": Move("take", SPECIALIST, "step.taken", how=HAND, keeps_post=True),
    "release": Move("release", SPECIALIST, "step.released", how=HAND, frees_post=True),
    "assign": Move("assign", LEADER, "step.assigned", how=HAND),
    "stop": Move("stop", CITIZEN, "dossier.stopped_by_person", how=TURN, values=_said(reason="Chưa cần nữa")),
    "withdraw": Move("withdraw", CITIZEN, "dossier.withdrawn", how=TURN, values=_said(reason="Nộp nhầm")),
    "adjust": Move(
        "adjust", CITIZEN, "dossier.adjusted", how=TURN, values=lambda: {"changes": {"copies.count": 4}}
    ),
    "rate": Move("rate", CITIZEN, "dossier.rated", how=TURN, values=_said(stars=5, words="Nhanh, chu đáo")),
}
