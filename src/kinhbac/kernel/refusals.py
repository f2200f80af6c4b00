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

STEP_ENDED = Refusal(
    code="step.ended",
    reason=Text(vi="Bước này đã xong hoặc không còn.", en="This step has ended, or is not there."),
    remedy=Text(
        vi="Hãy tải lại hồ sơ để xem bước hiện tại.", en="Load the case again to see its present step."
    ),
)
NOT_YOUR_POST = Refusal(
    code="step.not_your_post",
    reason=Text(
        vi="Bước này thuộc cơ quan hoặc vai trò khác.", en="This step belongs to another office or role."
    ),
    remedy=Text(vi="Hãy để người giữ vị trí đó nhận việc.", en="Leave it to somebody who holds that post."),
)
OWN_CASE = Refusal(
    code="step.own_case",
    reason=Text(
        vi="Không ai giữ bước trong vụ việc của chính mình.", en="Nobody holds a step of a case of her own."
    ),
    remedy=Text(vi="Để đồng nghiệp nhận.", en="Leave it to a colleague."),
)
HELD_BY_ANOTHER = Refusal(
    code="step.held_by_another",
    reason=Text(vi="Đã có người khác nhận việc này.", en="Somebody else has taken this step."),
    remedy=Text(
        vi="Hãy trao đổi với người đó, hoặc nhờ lãnh đạo phân công lại.",
        en="Ask that person, or have the leader assign it anew.",
    ),
)
HELD_BY_THAT_PERSON = Refusal(
    code="step.held_already",
    reason=Text(vi="Người này đã giữ việc này rồi.", en="That person holds this step already."),
    remedy=Text(vi="Không cần làm gì thêm.", en="Nothing more is needed."),
)
HELD_BY_NOBODY = Refusal(
    code="step.held_by_nobody",
    reason=Text(
        vi="Chưa có ai nhận riêng việc này, nên không có gì để trả lại.",
        en="Nobody has taken this step, so there is nothing to release.",
    ),
    remedy=Text(vi="Hãy tải lại hồ sơ.", en="Load the case again."),
)
NOT_FOR_YOU_TO_ASSIGN = Refusal(
    code="step.not_yours_to_assign",
    reason=Text(
        vi="Vị trí của bạn không phân công việc ở cơ quan này.",
        en="Your post does not assign work at this office.",
    ),
    remedy=Text(
        vi="Hãy nhờ lãnh đạo của cơ quan đang giữ hồ sơ.",
        en="Ask a leader of the office that holds the case.",
    ),
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
