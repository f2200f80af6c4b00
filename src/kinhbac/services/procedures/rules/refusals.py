"""How the rules of dossiers say no: a code for programs, what happened and what to do for people."""

from datetime import date

from kinhbac.base.text import Text
from kinhbac.kernel.types import Refusal


def said(code: str, reason: tuple[str, str], remedy: tuple[str, str], law: str = "") -> Refusal:
    """Return a refusal of these words, each in Vietnamese and English."""
    return Refusal(
        code=code,
        reason=Text(vi=reason[0], en=reason[1]),
        remedy=Text(vi=remedy[0], en=remedy[1]),
        law=law,
    )


NOT_YOURS = said(
    "dossier.not_yours",
    (
        "Bước này thuộc trách nhiệm của cơ quan hoặc vai trò khác.",
        "This step belongs to another office or another role.",
    ),
    (
        "Mở hồ sơ để xem ai đang giữ và liên hệ người đó.",
        "Open the dossier to see who holds it, and turn to them.",
    ),
)
NOT_NOW = said(
    "dossier.not_now",
    ("Hồ sơ không ở bước cho phép việc này.", "The dossier is not at a step that allows this."),
    ("Tải lại hồ sơ để xem bước hiện tại.", "Load the dossier again to see where it is now."),
)
CLOSED = said(
    "dossier.closed",
    ("Hồ sơ đã kết thúc.", "The dossier has ended."),
    ("Chỉ có thể xem, không thể thay đổi.", "It can be looked at, not changed."),
)
UNKNOWN = said(
    "dossier.unknown_act",
    ("Không có việc này trong thủ tục.", "The procedure knows no such act."),
    (
        "Chọn một việc đang được đề nghị trên trang hồ sơ.",
        "Choose one of the acts offered on the dossier's page.",
    ),
)
INTEREST = "Luật Phòng, chống tham nhũng 2018, Điều 23"
"""Conflicts of interest (xung đột lợi ích); the article is not compared yet."""
OWN_DOSSIER = said(
    "dossier.own_dossier",
    ("Không ai tự giải quyết hồ sơ của chính mình.", "Nobody works on a dossier of their own."),
    ("Nhờ đồng nghiệp cùng vai trò xử lý.", "Have a colleague of the same role do it."),
    INTEREST,
)
FILED_FOR_ANOTHER = said(
    "dossier.filed_for_another",
    (
        "Bạn đã nộp hồ sơ này thay người khác, nên không giải quyết hồ sơ này.",
        "You filed this dossier for another, so you do no work on it.",
    ),
    ("Nhờ đồng nghiệp cùng vai trò xử lý.", "Have a colleague of the same role do it."),
    INTEREST,
)
OF_YOUR_FIRM = said(
    "dossier.of_your_firm",
    (
        "Bạn được doanh nghiệp của hồ sơ này giao việc, nên không giải quyết hồ sơ này.",
        "You act for the firm whose dossier this is, so you do no work on it.",
    ),
    ("Nhờ đồng nghiệp cùng vai trò xử lý.", "Have a colleague of the same role do it."),
    INTEREST,
)
OWN_PROPOSAL = said(
    "dossier.own_proposal",
    ("Người đề xuất không được tự phê duyệt đề xuất của mình.", "Nobody approves a proposal of their own."),
    ("Chuyển người lãnh đạo khác phê duyệt.", "Have another leader approve it."),
    "Nghị định 118/2025/NĐ-CP, Điều 19",
)
REASON_MISSING = said(
    "dossier.reason_missing",
    ("Việc này cần ghi lý do.", "This act needs a reason."),
    ("Ghi ngắn gọn lý do để người sau hiểu.", "Say briefly why, so that the next person understands."),
)
PROXY_MISSING = said(
    "dossier.proxy_missing",
    (
        "Trả cho người được ủy quyền cần họ tên và số định danh của người đó, và giấy ủy quyền.",
        "Handing over to a proxy needs the proxy's name and identity number, and the written authority.",
    ),
    ("Xem giấy tờ và điền đủ.", "Look at the papers and fill in all of it."),
    "Nghị định 118/2025/NĐ-CP, Điều 6 khoản 2",
)
RECIPIENT_UNKNOWN = said(
    "dossier.recipient_unknown",
    ("Chưa rõ kết quả được trao tận tay ai.", "It is not clear into whose hand the result was given."),
    (
        "Chọn người nộp hồ sơ (applicant), người được ủy quyền (proxy) hoặc bưu chính (post).",
        "Choose the applicant (applicant), a proxy (proxy) or the post (post).",
    ),
)
GIVEN_MISSING = said(
    "dossier.given_missing",
    (
        "Còn thiếu hoặc sai điều mà kết quả này phải cho biết; các việc liên thông khác đang chờ.",
        "What this result has to give is missing or wrong; other parts of the bundle wait for it.",
    ),
    (
        "Ghi đúng như trên kết quả, số định danh gồm 12 chữ số.",
        "Enter it as it stands on the result; an identity number has 12 digits.",
    ),
)
TRACKING_MISSING = said(
    "dossier.tracking_missing",
    ("Gửi qua bưu chính cần mã vận đơn.", "What is sent by post needs its tracking number."),
    ("Ghi mã vận đơn để người nhận theo dõi được.", "Write it down, so that the applicant can follow it."),
)
NOTHING_CHANGED = said(
    "dossier.nothing_changed",
    ("Không có nội dung nào khác trước.", "Nothing differs from what stands there."),
    ("Sửa ít nhất một mục rồi gửi lại.", "Change at least one answer, then send again."),
)
ONLY_THE_APPLICANT = said(
    "dossier.only_the_applicant",
    ("Việc này do chính người nộp hồ sơ quyết định.", "This is for the applicant to decide."),
    (
        "Người nộp tự làm trên trang hồ sơ, hoặc nhờ Bộ phận Một cửa nơi tiếp nhận làm thay.",
        "The applicant does it on the dossier's page, or has the receiving one-stop desk do it for her.",
    ),
    "Nghị định 118/2025/NĐ-CP, Điều 21",
)


def ended_on(name: Text, day: date) -> Refusal:
    """The procedure has ended: nothing new is handed in under it."""
    return said(
        "procedure.ended",
        (
            f"Thủ tục {name.vi} đã hết hiệu lực từ sau ngày {day:%d/%m/%Y}.",
            f"The procedure {name.en} has not been in force since {day:%d/%m/%Y}.",
        ),
        (
            "Xem danh sách thủ tục đang có hiệu lực, hoặc hỏi Bộ phận Một cửa về thủ tục thay thế.",
            "Look at the list of procedures in force, or ask the one-stop desk which takes its place.",
        ),
    )


RESULT_CAME_BEFORE = said(
    "bundle.result_came_before",
    (
        "Việc này của hồ sơ liên thông đã có kết quả hoặc đã kết thúc.",
        "This part of the bundle has its result, or has ended.",
    ),
    ("Không cần làm gì thêm.", "Nothing more is to be done."),
)
NOTHING_TO_WITHDRAW = said(
    "bundle.nothing_to_withdraw",
    (
        "Không còn việc nào trong hồ sơ liên thông rút hoặc dừng được.",
        "No part of the bundle can be withdrawn or stopped any more.",
    ),
    ("Kết quả đã có thì nhận tại nơi nộp.", "Results that are there are handed over where you filed."),
    "Nghị định 118/2025/NĐ-CP, Điều 21",
)


def part_missing(bundle: Text, part: Text) -> Refusal:
    """A bundle cannot be filed while one of its parts cannot."""
    return said(
        "bundle.part_missing",
        (
            f"{bundle.vi}: chưa nộp chung được, vì chưa nộp được: {part.vi}.",
            f"{bundle.en}: it cannot be filed together, since this cannot be filed: {part.en}.",
        ),
        (
            "Nộp riêng những việc còn lại, hoặc hỏi Bộ phận Một cửa.",
            "File the other procedures by themselves, or ask the one-stop desk.",
        ),
    )


def not_yet(name: Text, day: date) -> Refusal:
    """The procedure is announced and not in force yet."""
    return said(
        "procedure.not_yet",
        (
            f"Thủ tục {name.vi} có hiệu lực từ ngày {day:%d/%m/%Y}.",
            f"The procedure {name.en} comes into force on {day:%d/%m/%Y}.",
        ),
        ("Nộp hồ sơ từ ngày đó.", "Apply from that day on."),
    )
