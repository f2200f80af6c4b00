"""How the rules of dossiers say no: a code for programs, what happened and what to do for people."""

from datetime import date

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
OWN_DOSSIER = Refusal(
    code="dossier.own_dossier",
    reason=Text(
        vi="Không ai tự giải quyết hồ sơ của chính mình.", en="Nobody works on a dossier of their own."
    ),
    remedy=Text(vi="Nhờ đồng nghiệp cùng vai trò xử lý.", en="Have a colleague of the same role do it."),
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
RECIPIENT_UNKNOWN = Refusal(
    code="dossier.recipient_unknown",
    reason=Text(
        vi="Chưa rõ kết quả được trao tận tay ai.", en="It is not clear into whose hand the result was given."
    ),
    remedy=Text(
        vi="Chọn người nộp hồ sơ (applicant), người được ủy quyền (proxy) hoặc bưu chính (post).",
        en="Choose the applicant (applicant), a proxy (proxy) or the post (post).",
    ),
)
TRACKING_MISSING = Refusal(
    code="dossier.tracking_missing",
    reason=Text(vi="Gửi qua bưu chính cần mã vận đơn.", en="What is sent by post needs its tracking number."),
    remedy=Text(
        vi="Ghi mã vận đơn để người nhận theo dõi được.",
        en="Write it down, so that the applicant can follow it.",
    ),
)
NOTHING_CHANGED = Refusal(
    code="dossier.nothing_changed",
    reason=Text(vi="Không có nội dung nào khác trước.", en="Nothing differs from what stands there."),
    remedy=Text(vi="Sửa ít nhất một mục rồi gửi lại.", en="Change at least one answer, then send again."),
)
ONLY_THE_APPLICANT = Refusal(
    code="dossier.only_the_applicant",
    reason=Text(
        vi="Việc này do chính người nộp hồ sơ quyết định.", en="This is for the applicant to decide."
    ),
    remedy=Text(
        vi="Người nộp tự làm trên trang hồ sơ, hoặc nhờ Bộ phận Một cửa nơi tiếp nhận làm thay.",
        en="The applicant does it on the dossier's page, or has the receiving one-stop desk do it for her.",
    ),
    law="Nghị định 118/2025/NĐ-CP, Điều 21",
)


def ended_on(name: Text, day: date) -> Refusal:
    """The procedure has ended: nothing new is handed in under it."""
    return Refusal(
        code="procedure.ended",
        reason=Text(
            vi=f"Thủ tục {name.vi} đã hết hiệu lực từ sau ngày {day:%d/%m/%Y}.",
            en=f"The procedure {name.en} has not been in force since {day:%d/%m/%Y}.",
        ),
        remedy=Text(
            vi="Xem danh sách thủ tục đang có hiệu lực, hoặc hỏi Bộ phận Một cửa về thủ tục thay thế.",
            en="Look at the list of procedures in force, or ask the one-stop desk which takes its place.",
        ),
    )


def not_yet(name: Text, day: date) -> Refusal:
    """The procedure is announced and not in force yet."""
    return Refusal(
        code="procedure.not_yet",
        reason=Text(
            vi=f"Thủ tục {name.vi} có hiệu lực từ ngày {day:%d/%m/%Y}.",
            en=f"The procedure {name.en} comes into force on {day:%d/%m/%Y}.",
        ),
        remedy=Text(vi="Nộp hồ sơ từ ngày đó.", en="Apply from that day on."),
    )
