"""The words in which the kernel itself refuses an act, whatever its kind."""

from kinhbac.base.text import Text
from kinhbac.kernel.types import Refusal

KEY_REUSED = Refusal(
    code="key.reused",
    reason=Text(
        vi="Mã chống gửi trùng này đã dùng cho việc khác.",
        en="This idempotency key was used for another act.",
    ),
    remedy=Text(vi="Hãy tải lại trang rồi làm lại.", en="Load the page again and repeat."),
)
NOT_THERE = Refusal(
    code="case.not_there",
    reason=Text(vi="Không tìm thấy hồ sơ này.", en="There is no such case."),
    remedy=Text(vi="Hãy kiểm tra lại đường dẫn hoặc mã số.", en="Check the address or the number."),
)

NO_CONTENT = Refusal(
    code="content.not_there",
    reason=Text(
        vi="Việc này không có nội dung riêng, hoặc nội dung đã được xóa.",
        en="This entry has no content of its own, or it was removed already.",
    ),
    remedy=Text(vi="Hãy kiểm tra lại số thứ tự của việc.", en="Check the number of the entry."),
)
ENDED = Refusal(
    code="case.ended",
    reason=Text(vi="Hồ sơ này đã kết thúc.", en="This case has ended."),
    remedy=Text(vi="Hãy mở lại hồ sơ trước.", en="Reopen it first."),
)
