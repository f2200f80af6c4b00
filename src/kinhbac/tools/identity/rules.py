"""Why a post cannot be held by a substitute: days that do not fit, people who are no colleagues."""

from datetime import date

from kinhbac.base.text import Text
from kinhbac.kernel.types import Refusal

_CHOOSE = Text(vi="Hãy chọn lại.", en="Choose again.")
NO_SUCH_POST = Refusal(
    "substitute.no_such_post",
    Text(vi="Không tìm thấy vị trí này ở cơ quan của bạn.", en="There is no such post at your office."),
    _CHOOSE,
)
NO_SUCH_SUBSTITUTION = Refusal(
    "substitute.not_there",
    Text(
        vi="Không tìm thấy việc làm thay này, hoặc đã kết thúc.",
        en="There is no such substitution, or it is over.",
    ),
    Text(vi="Hãy tải lại trang.", en="Load the page again."),
)
NO_REASON = Refusal(
    "substitute.no_reason",
    Text(vi="Chưa ghi lý do.", en="The reason is missing."),
    Text(vi="Hãy ghi lý do, ví dụ “nghỉ phép năm”.", en="Give it, for example “annual leave”."),
)
HERSELF = Refusal(
    "substitute.herself",
    Text(vi="Một người không làm thay chính mình.", en="Nobody stands in for herself."),
    Text(vi="Hãy chọn một đồng nghiệp khác.", en="Choose another colleague."),
)
NO_COLLEAGUE = Refusal(
    "substitute.no_colleague",
    Text(
        vi="Người được chọn không giữ vị trí nào ở cơ quan này trong suốt những ngày đó.",
        en="The person chosen holds no post at this office throughout those days.",
    ),
    Text(vi="Hãy chọn người khác hoặc rút ngắn số ngày.", en="Choose somebody else, or fewer days."),
)
SUBSTITUTED_ALREADY = Refusal(
    "substitute.already",
    Text(
        vi="Trong những ngày đó vị trí này đã có người làm thay.",
        en="Somebody stands in for this post on those days already.",
    ),
    Text(vi="Hãy kết thúc lần làm thay kia trước.", en="End that substitution first."),
)


def why_not_these_days(
    first: date, last: date, today: date, held_from: date, held_to: date | None
) -> Refusal | None:
    """Say why a post cannot be held by a substitute on these days, None where it can.

    Args:
        first: the first day.
        last: the last day, that day included.
        today: in Vietnam.
        held_from: the first day on which the holder holds it.
        held_to: the last, None without end.
    """
    if last < first:
        return _days("Ngày cuối đứng trước ngày đầu.", "The last day comes before the first.")
    if last < today:
        return _days("Những ngày này đã qua.", "These days are over.")
    if first < held_from or (held_to is not None and last > held_to):
        return _days(
            "Người được thay không giữ vị trí này trong suốt những ngày đó.",
            "Whoever is on leave does not hold the post throughout those days.",
        )
    return None


def _days(vi: str, en: str) -> Refusal:
    return Refusal("substitute.days", Text(vi=vi, en=en), Text(vi="Hãy sửa ngày.", en="Correct the days."))
