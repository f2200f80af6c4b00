"""Every turn of a dossier as its form sends it: how far the dossier has come, by whom, what is written, how it is refused."""

from dataclasses import dataclass
from datetime import datetime

from kinhbac.base.clock import HCM
from kinhbac.site.demo import cast
from tests.services.procedures.conftest import MORNING

SEEN = ["application", "birth_notice", "identity"]
POLICE = "2025.09187.police"
LATER = {
    "silence over": datetime(2026, 5, 14, 9, tzinfo=HCM),
    "opinion over": datetime(2026, 5, 4, 9, tzinfo=HCM),
    "law ended": datetime(2026, 4, 29, 9, tzinfo=HCM),
}
REASON = {"reason": "Chữ trên ảnh bị mờ"}
ASKED = ("request_supplement", {"items": ["Giấy chứng sinh rõ chữ", "Số điện thoại"], **REASON})


@dataclass(frozen=True)
class Case:
    """A turn: how far the dossier has come, who sends which form when, what is written, and how it is refused."""

    turn: str
    acts: int
    officer: cast.Member
    sent: dict
    entry: str
    wrong: cast.Member = cast.BINH
    before: tuple = ()
    at: datetime = MORNING
    channel: str = "online"
    bad: dict | None = None
    status: int = 409
    says: str = ""
    keeps: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.turn


def asks(officer=cast.HOA):
    return ((officer, *ASKED),)


def consulted(key):
    return ((cast.HOA, "consult", {"consultation": key}),)


CASES = [
    Case(
        "receive",
        0,
        cast.MINH,
        {"component": SEEN, "note": "Ảnh rõ"},
        "dossier.received",
        bad={"component": SEEN[:1], "note": "Ảnh rõ"},
        status=422,
        says="Bạn chưa xác nhận",
        keeps=("Ảnh rõ",),
    ),
    Case("propose", 1, cast.HOA, {"note": "Đủ điều kiện"}, "dossier.proposed"),
    Case("approve", 2, cast.BINH, {}, "dossier.approved", wrong=cast.HOA),
    Case(
        "return_for_rework",
        2,
        cast.BINH,
        {"note": "Ghi rõ bệnh viện"},
        "dossier.returned_for_rework",
        wrong=cast.HOA,
        bad={"note": " "},
        says="cần ghi lý do",
    ),
    Case("issue_result", 3, cast.HOA, {}, "dossier.result_issued"),
    Case(
        "hand_over",
        4,
        cast.MINH,
        {"to": "post", "tracking": "EB123456789VN"},
        "dossier.handed_over",
        bad={"to": "post", "proxy_name": "Trần Văn Tư"},
        says="mã vận đơn",
        keeps=("Trần Văn Tư", 'value="post" checked'),
    ),
    Case(
        "request_supplement",
        1,
        cast.HOA,
        {"items": "- Giấy chứng sinh rõ chữ\n\n- Số điện thoại", **REASON},
        "dossier.supplement_requested",
        bad={"items": "", **REASON},
        says="Chưa nêu cần bổ sung những gì",
        keeps=(REASON["reason"],),
    ),
    Case(
        "allow_second_supplement",
        1,
        cast.BINH,
        REASON,
        "dossier.second_supplement_allowed",
        wrong=cast.HOA,
        before=(*asks(), (cast.LAN, "supplement", {})),
        bad={"reason": ""},
        says="cần ghi lý do",
    ),
    Case(
        "close_silent",
        1,
        cast.MINH,
        {"note": "Đã gọi hai lần"},
        "dossier.closed_for_silence",
        before=asks(),
        at=LATER["silence over"],
    ),
    Case(
        "refuse",
        0,
        cast.MINH,
        {**REASON, "returned_papers": "Giấy chứng sinh"},
        "dossier.refused",
        bad={"reason": "", "returned_papers": "Giấy chứng sinh"},
        says="cần ghi lý do",
        keeps=("Giấy chứng sinh",),
    ),
    Case(
        "propose_refusal",
        1,
        cast.HOA,
        REASON,
        "dossier.refusal_proposed",
        bad={"reason": ""},
        says="cần ghi lý do",
    ),
    Case(
        "stop_by_law",
        1,
        cast.BINH,
        {"law": "Nghị quyết 66.18/2026/NQ-CP", **REASON},
        "dossier.stopped_by_law",
        wrong=cast.HOA,
        at=LATER["law ended"],
        bad={"law": "", **REASON},
        says="Chưa nêu văn bản",
        keeps=(REASON["reason"],),
    ),
    Case(
        "transfer",
        1,
        cast.HOA,
        {"office": "2025.07210.committee", **REASON},
        "dossier.transferred",
        bad={"office": "", **REASON},
        says="Không có cơ quan này",
        keeps=(REASON["reason"],),
    ),
    Case("hand_papers", 1, cast.MINH, {}, "dossier.papers_handed", channel="counter"),
    Case(
        "consult",
        1,
        cast.HOA,
        {"consultation": "residence", "question": "Mẹ có cư trú tại đây không?"},
        "dossier.consulted",
        bad={"office": POLICE, "term": "", "question": "Mẹ ở đâu?"},
        says="cần nội dung và thời hạn",
        keeps=("Mẹ ở đâu?", f'value="{POLICE}" selected'),
    ),
    Case(
        "give_opinion",
        1,
        cast.SON,
        {"agrees": "yes", "words": "Có cư trú"},
        "dossier.opinion_given",
        wrong=cast.BINH,
        before=consulted("residence"),
        bad={"agrees": "no", "words": ""},
        says="cần ghi lý do",
        keeps=('value="no" checked',),
    ),
    Case(
        "count_silence",
        1,
        cast.HOA,
        {"step": "opinion.1"},
        "dossier.silence_counted",
        before=consulted("temporary_residence"),
        at=LATER["opinion over"],
        bad={"step": "opinion.7"},
        says="Không có ý kiến nào như vậy",
    ),
    Case(
        "verify_in_field",
        1,
        cast.HOA,
        {"at": "2026-04-28T08:00", "place": "Số 5, tổ 2", "people": "Lan\nTổ trưởng", "found": "Đúng"},
        "dossier.field_verified",
        bad={"at": "hôm qua", "place": "Số 5, tổ 2", "people": "Lan", "found": "Đúng"},
        says="Biên bản xác minh cần",
        keeps=("Số 5, tổ 2", "hôm qua", "Lan"),
    ),
    Case(
        "apologise",
        1,
        cast.HOA,
        {"new_due": "2026-04-29T16:00", **REASON},
        "dossier.apologised",
        wrong=cast.MINH,
        bad={"new_due": "2026-04-28T10:00", **REASON},
        says="Ngày hẹn lại phải sau hạn",
        keeps=(REASON["reason"], "2026-04-28T10:00"),
    ),
    Case(
        "report_error",
        4,
        cast.MINH,
        {"reason": "Sai chữ đệm của cháu"},
        "dossier.reopened_for_error",
        wrong=cast.THU,
        bad={"reason": ""},
        says="cần ghi lý do",
    ),
    Case(
        "supplement",
        1,
        cast.MINH,
        {"answer-0": "Bản rõ chữ", "answer-1": "0912345678"},
        "dossier.supplemented",
        before=asks(),
        bad={"answer-0": "Bản rõ chữ", "answer-1": ""},
        status=422,
        says="Trả lời hoặc gửi giấy tờ cho mục này",
        keeps=("Bản rõ chữ",),
    ),
    Case("stop", 1, cast.MINH, {"reason": "Bà Lan đổi ý"}, "dossier.stopped_by_person"),
    Case("withdraw", 0, cast.MINH, {"reason": "Bà Lan đổi ý"}, "dossier.withdrawn"),
]
