"""The history of a dossier in words: what happened, who did it in which post."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from kinhbac.base.text import Text
from kinhbac.kernel.reads import Story
from kinhbac.kernel.types import Entry, Viewer
from kinhbac.kernel.undo import UNDONE
from kinhbac.services.procedures.types import Happening
from kinhbac.tools.identity.reads import names_of, titles_of

WORDS = {
    "dossier.submitted": Text(vi="Nộp hồ sơ", en="Submitted"),
    "dossier.received": Text(vi="Tiếp nhận", en="Received"),
    "dossier.proposed": Text(vi="Thẩm tra xong, trình phê duyệt", en="Appraised and proposed"),
    "dossier.approved": Text(vi="Phê duyệt", en="Approved"),
    "dossier.returned_for_rework": Text(vi="Trả lại để làm lại", en="Returned for rework"),
    "dossier.result_issued": Text(vi="Cấp kết quả", en="Result issued"),
    "dossier.handed_over": Text(vi="Trả kết quả", en="Handed over"),
    "dossier.corrected": Text(vi="Đính chính", en="Corrected"),
    "dossier.supplement_requested": Text(vi="Yêu cầu bổ sung", en="Supplement requested"),
    "dossier.second_supplement_allowed": Text(
        vi="Cho phép yêu cầu bổ sung lần nữa", en="A second supplement was allowed"
    ),
    "dossier.supplemented": Text(vi="Đã bổ sung", en="Supplemented"),
    "dossier.closed_for_silence": Text(
        vi="Đóng hồ sơ vì không bổ sung", en="Closed for want of a supplement"
    ),
    "dossier.refused": Text(vi="Từ chối tiếp nhận", en="Refused at reception"),
    "dossier.refusal_proposed": Text(
        vi="Thẩm tra xong, trình từ chối", en="Appraised, and a refusal was proposed"
    ),
    "dossier.refusal_approved": Text(vi="Phê duyệt từ chối", en="Refusal approved"),
    "dossier.stopped_by_person": Text(
        vi="Dừng giải quyết theo đề nghị của người nộp", en="Stopped at the applicant's request"
    ),
    "dossier.withdrawn": Text(vi="Rút hồ sơ", en="Withdrawn"),
    "dossier.adjusted": Text(vi="Điều chỉnh nội dung", en="Adjusted"),
    "dossier.stopped_by_law": Text(vi="Dừng vì quy định thay đổi", en="Stopped because the law changed"),
    "dossier.transferred": Text(
        vi="Chuyển đúng cơ quan giải quyết", en="Transferred to the competent office"
    ),
    "dossier.papers_handed": Text(vi="Chuyển hồ sơ giấy", en="Paper passed on"),
    "dossier.consulted": Text(vi="Lấy ý kiến cơ quan khác", en="Another office was asked for its opinion"),
    "dossier.opinion_given": Text(vi="Đã cho ý kiến", en="Opinion given"),
    "dossier.silence_counted": Text(
        vi="Quá hạn cho ý kiến, coi như đồng ý", en="No opinion in time, which counts as agreement"
    ),
    "dossier.case_found": Text(vi="Xác định trường hợp", en="Found which case it is"),
    "dossier.field_verified": Text(vi="Xác minh thực tế", en="Verified in the field"),
    "dossier.apologised": Text(vi="Xin lỗi và hẹn lại", en="Apology and new date"),
    "dossier.reopened_for_error": Text(
        vi="Mở lại để sửa sai sót của cơ quan", en="Reopened to correct the office's error"
    ),
    "dossier.rated": Text(vi="Đánh giá", en="Rated"),
    "step.taken": Text(vi="Nhận việc", en="Taken on"),
    "step.released": Text(vi="Trả việc về hàng chung", en="Put back for colleagues"),
    "step.assigned": Text(vi="Phân công", en="Assigned"),
    UNDONE: Text(vi="Hoàn tác việc liền trước", en="Took back the act before"),
    "clocks.recomputed": Text(vi="Tính lại thời hạn theo lịch mới", en="Terms recomputed on a new calendar"),
    "definition.moved": Text(vi="Chuyển sang phiên bản quy trình mới", en="Moved to a newer version"),
    "content.removed": Text(
        vi="Xóa nội dung cá nhân theo quy định", en="Personal content removed under a rule"
    ),
    "offices.succeeded": Text(vi="Chuyển cho cơ quan kế tiếp", en="Passed to the office that took over"),
    "case.linked": Text(vi="Liên kết hồ sơ", en="Linked to another case"),
}
SYSTEM = Text(vi="Hệ thống", en="The system")
TOLD_APPLICANT = frozenset(
    {
        "dossier.corrected",
        "dossier.returned_for_rework",
        "dossier.supplement_requested",
        "dossier.refused",
        "dossier.stopped_by_person",
        "dossier.withdrawn",
        "dossier.adjusted",
        "dossier.stopped_by_law",
        "dossier.transferred",
        "dossier.apologised",
        "dossier.reopened_for_error",
        "dossier.case_found",
    }
)
"""What was written with these the applicant reads too, as their forms say; other notes are from officer to officer."""


def happenings(story: Story, viewer: Viewer, *, to_applicant: bool = False) -> tuple[Happening, ...]:
    """Return the history of a dossier, the latest first; the applicant does not read notes between officers."""
    hands = [entry.actor for entry in story.entries]
    people = {each.person for each in hands} | {each.on_behalf_of for each in hands if each.mandate}
    names = names_of(frozenset(each for each in people if each), viewer)
    titles = titles_of(
        frozenset(entry.actor.position for entry in story.entries if entry.actor.position), viewer
    )
    undone = {entry.corrects for entry in story.entries if entry.name == UNDONE}
    told = [
        Happening(
            seq=entry.seq,
            at=entry.at,
            what=WORDS.get(entry.name, Text(vi=entry.name, en=entry.name)),
            who=names.get(entry.actor.person, "") if entry.actor.person else "",
            title=_title(entry, titles, names),
            note=_note(entry, story.contents.get(entry.seq, {}))
            if not to_applicant or entry.name in TOLD_APPLICANT
            else "",
            undone=entry.seq in undone,
        )
        for entry in story.entries
    ]
    return tuple(reversed(told))


def _title(entry: Entry, titles: Mapping[UUID, Text], names: Mapping[UUID, str]) -> Text | None:
    """Return the post in which somebody acted, or for whom under a mandate; what nobody did, the system did."""
    if entry.actor.person is None:
        return SYSTEM
    if entry.actor.mandate is not None and entry.actor.on_behalf_of is not None:
        whose = names.get(entry.actor.on_behalf_of, "")
        return Text(vi=f"theo ủy quyền của {whose}", en=f"under a mandate from {whose}")
    return titles.get(entry.actor.position) if entry.actor.position else None


def _note(entry: Entry, content: Any) -> str:
    if entry.name == "dossier.submitted":
        return ""
    said = str(content.get("note") or content.get("reason") or "")
    items = "; ".join(str(each) for each in content.get("items") or ())
    return f"{said}: {items}" if said and items else said or items
