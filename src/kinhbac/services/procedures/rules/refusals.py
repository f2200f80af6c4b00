"""How the rules of dossiers say no: a code for programs, what happened and what to do for people."""

from kinhbac.base.text import Text
from kinhbac.kernel.types import Refusal

NOT_YOURS = Refusal(
    code="dossier.not_yours",
    reason=Text(
        vi="Bước này thuộc trách nhiệm của cơ quan hoặc vai trò khác.",
        en="This step belongs to another office or another role.",
    ),
    remedy=Text(
        vi="Mở hồ sơ để xem ai đang giữ và liên hệ người đó.",
        en="Open the dossier to see who holds it, and turn to them.",
    ),
)
NOT_NOW = Refusal(
    code="dossier.not_now",
    reason=Text(
        vi="Hồ sơ không ở bước cho phép việc này.", en="The dossier is not at a step that allows this."
    ),
    remedy=Text(
        vi="Tải lại hồ sơ để xem bước hiện tại.", en="Load the dossier again to see where it is now."
    ),
)
CLOSED = Refusal(
    code="dossier.closed",
    reason=Text(vi="Hồ sơ đã kết thúc.", en="The dossier has ended."),
    remedy=Text(vi="Chỉ có thể xem, không thể thay đổi.", en="It can be looked at, not changed."),
)
UNKNOWN = Refusal(
    code="dossier.unknown_act",
    reason=Text(vi="Không có việc này trong thủ tục.", en="The procedure knows no such act."),
    remedy=Text(
        vi="Chọn một việc đang được đề nghị trên trang hồ sơ.",
        en="Choose one of the acts offered on the dossier's page.",
    ),
)
OWN_PROPOSAL = Refusal(
    code="dossier.own_proposal",
    reason=Text(
        vi="Người đề xuất không được tự phê duyệt đề xuất của mình.",
        en="Nobody approves a proposal of their own.",
    ),
    remedy=Text(vi="Chuyển người lãnh đạo khác phê duyệt.", en="Have another leader approve it."),
    law="Nghị định 118/2025/NĐ-CP, Điều 19",
)
REASON_MISSING = Refusal(
    code="dossier.reason_missing",
    reason=Text(vi="Việc này cần ghi lý do.", en="This act needs a reason."),
    remedy=Text(
        vi="Ghi ngắn gọn lý do để người sau hiểu.", en="Say briefly why, so that the next person understands."
    ),
)
PROXY_MISSING = Refusal(
    code="dossier.proxy_missing",
    reason=Text(
        vi="Trả cho người được ủy quyền cần họ tên và số định danh của người đó, và giấy ủy quyền.",
        en="Handing over to a proxy needs the proxy's name and identity number, and the written authority.",
    ),
    remedy=Text(vi="Xem giấy tờ và điền đủ.", en="Look at the papers and fill in all of it."),
    law="Nghị định 118/2025/NĐ-CP, Điều 6 khoản 2",
)
NOTHING_CHANGED = Refusal(
    code="dossier.nothing_changed",
    reason=Text(vi="Không có nội dung nào khác trước.", en="Nothing differs from what stands there."),
    remedy=Text(vi="Sửa ít nhất một mục rồi gửi lại.", en="Change at least one answer, then send again."),
)
