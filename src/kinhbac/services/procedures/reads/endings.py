"""How a dossier ended, in words: what happened, and what the applicant can do now."""

from collections.abc import Mapping
from dataclasses import dataclass

from kinhbac.base.text import Text


@dataclass(frozen=True, slots=True)
class Ending:
    """The sentence of an ending, and what is left to do; a reason that was given stands beside them."""

    sentence: Text
    then: Text


RETURNED = Ending(
    sentence=Text(
        vi="Đã trả kết quả. Hồ sơ kết thúc.", en="The result was handed over. The dossier has ended."
    ),
    then=Text(
        vi="Nếu kết quả có chỗ sai, hãy báo Bộ phận Một cửa: cơ quan sửa mà bạn không phải trả chi phí.",
        en="If something in the result is wrong, tell the one-stop desk: the office corrects it at no cost to you.",
    ),
)
_FILE_AGAIN = Text(
    vi="Bạn có thể nộp lại bất cứ lúc nào; giấy tờ đã nộp được trả tại Bộ phận Một cửa.",
    en="You may file again at any time; the papers you handed in are returned at the one-stop desk.",
)
_COMPLAIN = Text(
    vi="Bạn có thể hỏi Bộ phận Một cửa, nộp lại khi đủ điều kiện, hoặc khiếu nại theo quy định.",
    en="You may ask the one-stop desk, file again once the conditions are met, or complain as the law provides.",
)
ENDINGS: Mapping[str, Ending] = {
    "returned": RETURNED,
    "refused_at_reception": Ending(
        Text(vi="Hồ sơ không được tiếp nhận.", en="The dossier was not received."), _COMPLAIN
    ),
    "refused_after_appraisal": Ending(
        Text(
            vi="Hồ sơ không đủ điều kiện; văn bản từ chối đã được trao.",
            en="The dossier did not meet the conditions; the refusal was handed over.",
        ),
        _COMPLAIN,
    ),
    "closed_no_supplement": Ending(
        Text(
            vi="Hồ sơ đã đóng vì quá hạn mà chưa có phần bổ sung.",
            en="The dossier was closed because no supplement came in time.",
        ),
        _FILE_AGAIN,
    ),
    "stopped_by_person": Ending(
        Text(
            vi="Hồ sơ đã dừng giải quyết theo đề nghị của người nộp.",
            en="The dossier was stopped, as the applicant asked.",
        ),
        _FILE_AGAIN,
    ),
    "withdrawn": Ending(Text(vi="Bạn đã rút hồ sơ này.", en="You withdrew this dossier."), _FILE_AGAIN),
    "stopped_by_law_change": Ending(
        Text(
            vi="Hồ sơ dừng giải quyết vì quy định đã thay đổi.",
            en="The dossier was stopped because the law has changed.",
        ),
        Text(
            vi="Bộ phận Một cửa sẽ cho bạn biết quy định mới và trả giấy tờ đã nộp.",
            en="The one-stop desk tells you about the new rule and returns the papers you handed in.",
        ),
    ),
}


def ending_of(outcome: str | None) -> Ending:
    """Return how a dossier of that outcome ended."""
    return ENDINGS.get(outcome or "", RETURNED)
