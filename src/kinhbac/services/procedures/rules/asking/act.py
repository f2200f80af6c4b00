"""What the form of an act is: its name, its fields, its purpose, what it means before it is done. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from kinhbac.base.text import Text
from kinhbac.services.procedures.rules.asking.fields import NO_WORDS, ActField, Kind


class Purpose(StrEnum):
    """Why an act beside the ordinary path is done; they stand together under this."""

    SUPPLEMENT = "supplement"
    CASE = "case"
    REFUSAL = "refusal"
    OPINION = "opinion"
    VERIFICATION = "verification"
    APOLOGY = "apology"
    TRANSFER = "transfer"
    LAW = "law"
    ERROR = "error"
    FOR_APPLICANT = "for_applicant"


PURPOSES: Mapping[Purpose, Text] = {
    Purpose.SUPPLEMENT: Text(vi="Bổ sung hồ sơ", en="Supplement"),
    Purpose.CASE: Text(vi="Trường hợp của hồ sơ", en="The dossier's case"),
    Purpose.REFUSAL: Text(vi="Từ chối", en="Refusal"),
    Purpose.OPINION: Text(vi="Lấy ý kiến", en="Opinions of other offices"),
    Purpose.VERIFICATION: Text(vi="Xác minh", en="Verification"),
    Purpose.APOLOGY: Text(vi="Xin lỗi và hẹn lại", en="Apology and new date"),
    Purpose.TRANSFER: Text(vi="Chuyển cơ quan", en="Transfer"),
    Purpose.LAW: Text(vi="Dừng theo luật", en="Stop by law"),
    Purpose.ERROR: Text(vi="Sửa sai sót", en="Correcting an error"),
    Purpose.FOR_APPLICANT: Text(vi="Làm thay người nộp", en="For the applicant"),
}


@dataclass(frozen=True, slots=True)
class ActAsked:
    """The form of an act: its name where the procedure gives none, its fields, and what it means before it is done.

    `purpose` is None for the acts of the ordinary path, which come first.
    """

    act: str
    name: Text
    fields: tuple[ActField, ...] = ()
    purpose: Purpose | None = None
    meaning: Text = NO_WORDS


NOTE = ActField(
    "note",
    Kind.NOTE,
    Text(vi="Ghi chú (không bắt buộc)", en="Note (optional)"),
)
_TOLD = Text(
    vi="Bắt buộc. Người nộp hồ sơ đọc được nguyên văn.", en="Required. The applicant reads it word for word."
)
REASON = ActField(
    "reason",
    Kind.REASON,
    Text(vi="Lý do", en="Reason"),
    hint=_TOLD,
    required=True,
    refused=frozenset({"reason_missing"}),
)
