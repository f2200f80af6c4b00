"""The history of a dossier in words: what happened, who did it in which post, and who has looked."""

from collections.abc import Sequence
from typing import Any

from kinhbac.base.text import Text
from kinhbac.kernel.reads import Story
from kinhbac.kernel.types import Entry, Holder, Viewer
from kinhbac.kernel.undo import UNDONE
from kinhbac.services.procedures.reads import phrases
from kinhbac.services.procedures.types import Happening, Seen
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
    UNDONE: Text(vi="Hoàn tác việc liền trước", en="Took back the act before"),
    "clocks.recomputed": Text(vi="Tính lại thời hạn theo lịch mới", en="Terms recomputed on a new calendar"),
    "definition.moved": Text(vi="Chuyển sang phiên bản quy trình mới", en="Moved to a newer version"),
    "content.removed": Text(
        vi="Xóa nội dung cá nhân theo quy định", en="Personal content removed under a rule"
    ),
    "case.linked": Text(vi="Liên kết hồ sơ", en="Linked to another case"),
}
PURPOSES = {
    "own": Text(vi="Chủ hồ sơ xem", en="The applicant looked"),
    "work": Text(vi="Giải quyết hồ sơ", en="Work on the dossier"),
}
SYSTEM = Text(vi="Hệ thống", en="The system")


def happenings(story: Story, viewer: Viewer) -> tuple[Happening, ...]:
    """Return the history of a dossier, the latest first."""
    names = names_of(frozenset(entry.actor.person for entry in story.entries if entry.actor.person), viewer)
    titles = titles_of(
        frozenset(entry.actor.position for entry in story.entries if entry.actor.position), viewer
    )
    undone = {entry.corrects for entry in story.entries if entry.name == UNDONE}
    told = [
        Happening(
            seq=entry.seq,
            at=entry.at,
            what=WORDS.get(entry.name, Text(vi=entry.name, en=entry.name)),
            who=names.get(entry.actor.person, "") if entry.actor.person else SYSTEM.vi,
            title=titles.get(entry.actor.position) if entry.actor.position else None,
            note=_note(entry, story.contents.get(entry.seq, {})),
            undone=entry.seq in undone,
        )
        for entry in story.entries
    ]
    return tuple(reversed(told))


def seen_by(openings: Sequence[Any], viewer: Viewer) -> tuple[Seen, ...]:
    """Return who else opened the file, the latest first."""
    others = [each for each in openings if each.person != viewer.person]
    names = names_of(frozenset(each.person for each in others if each.person), viewer)
    return tuple(
        Seen(
            at=each.at,
            who=names.get(each.person, ""),
            title=phrases.holder_name(Holder(each.office, each.role)) if each.office and each.role else None,
            purpose=PURPOSES.get(each.purpose, Text(vi=each.purpose, en=each.purpose)),
        )
        for each in others
    )


def _note(entry: Entry, content: Any) -> str:
    if entry.name == "dossier.submitted":
        return ""
    return str(content.get("note") or content.get("reason") or "")
