"""The forms of the acts of an ordinary day, and of what the desk has to do beside them. Pure."""

from kinhbac.base.text import Text
from kinhbac.services.procedures.rules.asking.act import NOTE, ActAsked
from kinhbac.services.procedures.rules.asking.fields import ActField, Kind, Option
from kinhbac.services.procedures.rules.names import APPLICANT, POST, PROXY

_PROXY = Text(vi="Chỉ khi trả cho người được ủy quyền", en="Only for an authorised person")
_MAILED = Text(vi="Chỉ khi gửi qua bưu chính", en="Only by post")
_PROXY_CODES = frozenset({"proxy_missing"})
DAY = (
    ActAsked(
        "receive",
        Text(vi="Tiếp nhận hồ sơ", en="Receive the dossier"),
        (
            ActField(
                "component",
                Kind.COMPONENTS,
                Text(vi="Tôi đã đối chiếu từng thành phần hồ sơ", en="I have compared every component"),
                required=True,
            ),
            NOTE,
        ),
    ),
    ActAsked("propose", Text(vi="Trình phê duyệt", en="Propose for approval"), (NOTE,)),
    ActAsked("approve", Text(vi="Phê duyệt", en="Approve")),
    ActAsked(
        "return_for_rework",
        Text(vi="Trả lại để làm lại", en="Return for rework"),
        (
            ActField(
                "note",
                Kind.REASON,
                Text(vi="Lý do", en="Reason"),
                hint=Text(
                    vi="Bắt buộc. Người nhận lại và người nộp hồ sơ đều đọc được.",
                    en="Required. Whoever gets it back reads it, and so does the applicant.",
                ),
                required=True,
                refused=frozenset({"reason_missing"}),
            ),
        ),
    ),
    ActAsked(
        "issue_result",
        Text(vi="Cấp kết quả", en="Issue the result"),
        (
            ActField(
                "gives",
                Kind.GIVES,
                Text(
                    vi="Điều các việc liên thông khác đang chờ", en="What other parts of the bundle wait for"
                ),
                required=True,
                refused=frozenset({"given_missing"}),
            ),
        ),
    ),
    ActAsked(
        "hand_over",
        Text(vi="Trả kết quả", en="Hand over the result"),
        (
            ActField(
                "to",
                Kind.CHOICE,
                Text(vi="Trả cho ai, bằng cách nào?", en="To whom, and how?"),
                required=True,
                options=(
                    Option(APPLICANT, Text(vi="Tận tay người nộp hồ sơ", en="The applicant, in person")),
                    Option(PROXY, Text(vi="Tận tay người được ủy quyền", en="An authorised person")),
                    Option(POST, Text(vi="Gửi qua bưu chính", en="Sent by post")),
                ),
                refused=frozenset({"recipient_unknown"}),
            ),
            ActField(
                "proxy_name",
                Kind.LINE,
                Text(vi="Họ, chữ đệm, tên người được ủy quyền", en="Full name of that person"),
                refused=_PROXY_CODES,
                under=_PROXY,
            ),
            ActField(
                "proxy_identity_number",
                Kind.NUMBER,
                Text(vi="Số định danh cá nhân của người đó", en="That person's identity number"),
                under=_PROXY,
            ),
            ActField(
                "authority_seen",
                Kind.TICK,
                Text(vi="Tôi đã xem giấy ủy quyền", en="I have seen the written authority"),
                under=_PROXY,
            ),
            ActField(
                "tracking",
                Kind.LINE,
                Text(vi="Mã vận đơn", en="Tracking number"),
                refused=frozenset({"tracking_missing"}),
                under=_MAILED,
            ),
        ),
    ),
    ActAsked(
        "give_opinion",
        Text(vi="Cho ý kiến", en="Give an opinion"),
        (
            ActField(
                "agrees",
                Kind.YES_NO,
                Text(vi="Cơ quan bạn có đồng ý không?", en="Does your office agree?"),
                required=True,
                options=(
                    Option("yes", Text(vi="Đồng ý", en="It agrees")),
                    Option("no", Text(vi="Không đồng ý", en="It does not agree")),
                ),
                refused=frozenset({"opinion_unclear"}),
            ),
            ActField(
                "words",
                Kind.NOTE,
                Text(vi="Nội dung ý kiến", en="The opinion in words"),
                hint=Text(vi="Bắt buộc khi không đồng ý.", en="Required where it does not agree."),
                refused=frozenset({"reason_missing"}),
            ),
        ),
    ),
    ActAsked(
        "hand_papers",
        Text(vi="Đã chuyển hồ sơ giấy", en="Paper passed on"),
        meaning=Text(
            vi="Bấm khi hồ sơ giấy đã rời quầy, đến cơ quan giải quyết.",
            en="For when the paper has left the counter for the resolving office.",
        ),
    ),
    ActAsked(
        "close_silent",
        Text(vi="Đóng hồ sơ quá hạn bổ sung", en="Close for want of a supplement"),
        (NOTE,),
        meaning=Text(
            vi="Hồ sơ kết thúc. Người nộp được báo và có thể nộp lại bất cứ lúc nào.",
            en="The dossier ends. The applicant is told, and may file again at any time.",
        ),
    ),
)
