"""Helping at a counter (hỗ trợ người dân điền tờ khai): what the person agrees to, and when it is refused. Pure."""

from datetime import date

from kinhbac.base.text import Text
from kinhbac.kernel.types import Refusal

HELP = "help"
"""For what a record was opened, as its owner reads it."""
HANDED_IN = "handed_in"
GIVEN_BACK = "given_back"
TAKEN_BACK = "taken_back"
REPLACED = "replaced"
SENT = "sent"
DISCARDED = "discarded"
LAPSED = "lapsed"
ENDED: dict[str, Text] = {
    HANDED_IN: Text(vi="đã nộp hồ sơ", en="the dossier was handed in"),
    GIVEN_BACK: Text(vi="đã trả lại tờ khai cho bạn", en="the form was given back to you"),
    TAKEN_BACK: Text(vi="bạn đã rút lại đồng ý", en="you took your consent back"),
    REPLACED: Text(vi="bạn đã đồng ý với người khác", en="you agreed with somebody else"),
    SENT: Text(vi="bạn đã tự nộp hồ sơ", en="you handed the dossier in yourself"),
    DISCARDED: Text(vi="bạn đã bỏ tờ khai", en="you discarded the form"),
    LAPSED: Text(vi="đồng ý đã hết hạn", en="the consent ran out"),
}
"""How help ended, by its key."""

NO_CONSENT = Refusal(
    code="help.no_consent",
    reason=Text(vi="Chưa ghi nhận sự đồng ý của người dân.", en="The person's consent is not recorded."),
    remedy=Text(
        vi="Đọc lời đồng ý cho người dân nghe; người ấy đồng ý thì đánh dấu.",
        en="Read the words of consent aloud; tick the box once the person agrees.",
    ),
    law="Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15",
)
NO_MATCH = Refusal(
    code="help.no_match",
    reason=Text(
        vi="Mã và số định danh không khớp với tờ khai nào chưa nộp.",
        en="Code and identity number fit no form that waits to be sent.",
    ),
    remedy=Text(
        vi="So lại mã trên điện thoại của người dân và số trên thẻ căn cước; hoặc bắt đầu tờ khai mới tại quầy.",
        en="Compare the code on the person's phone and the number on the card; or begin a new form at the counter.",
    ),
)
NOT_YOURS_TO_DISCARD = Refusal(
    code="help.not_yours_to_discard",
    reason=Text(
        vi="Tờ khai này của người dân; bạn chỉ đang giúp.", en="This form is the person's; you only help."
    ),
    remedy=Text(
        vi="Trả lại tờ khai; người dân tự bỏ nếu muốn.", en="Give it back; the person may discard it."
    ),
)


def consent_words(officer: str, office: Text, day: date) -> Text:
    """Return what the person agrees to: the same words are read to her and kept.

    Args:
        officer: who helps, by name.
        office: the one-stop desk.
        day: the day on which she agrees; with it the consent ends.
    """
    on = f"{day:%d/%m/%Y}"
    return Text(
        vi=f"Tôi đồng ý để {officer}, {office.vi}, xem và điền tiếp tờ khai này cùng tôi và nộp khi tôi bảo nộp, trong "
        f"ngày {on}. Tôi rút lại được bất cứ lúc nào.",
        en=f"I agree that {officer}, {office.en}, sees this form, goes on with it together with me, and hands it in when "
        f"I say so, on {on} only. I may take this back at any time.",
    )
