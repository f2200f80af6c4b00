"""The forms of the acts beside the ordinary path, each under its purpose. Pure."""

from kinhbac.base.text import Text
from kinhbac.services.procedures.rules.asking.act import REASON, ActAsked, Purpose
from kinhbac.services.procedures.rules.asking.fields import ActField, Kind

_WISH = ActField(
    "reason",
    Kind.NOTE,
    Text(vi="Lý do người nộp nêu (không bắt buộc)", en="Reason that the applicant gives (optional)"),
)
_FREE = Text(
    vi="Chỉ khi hỏi cơ quan khác, ngoài các ý kiến của thủ tục",
    en="Only for another office than the procedure names",
)
_CONSULTED = frozenset({"consultation_unknown", "already_consulted"})

BESIDE = (
    ActAsked(
        "request_supplement",
        Text(vi="Yêu cầu bổ sung", en="Ask for a supplement"),
        (
            ActField(
                "items",
                Kind.LIST,
                Text(vi="Cần bổ sung những gì?", en="What is missing?"),
                hint=Text(
                    vi="Mỗi dòng một mục, đủ trong một lần: giấy tờ hoặc nội dung cần sửa.",
                    en="One line for each, all at once: a paper, or what is to be put right.",
                ),
                required=True,
                refused=frozenset({"items_missing"}),
            ),
            REASON,
        ),
        Purpose.SUPPLEMENT,
        Text(
            vi="Chỉ được yêu cầu một lần cho mọi thứ còn thiếu.",
            en="It may be asked for once only, everything that is missing.",
        ),
    ),
    ActAsked(
        "allow_second_supplement",
        Text(vi="Cho phép yêu cầu bổ sung lần hai", en="Allow a second request"),
        (REASON,),
        Purpose.SUPPLEMENT,
        Text(vi="Hồ sơ sẽ được tính là trễ hạn.", en="The dossier will count as late."),
    ),
    ActAsked(
        "find_case",
        Text(vi="Xác định trường hợp", en="Find which case it is"),
        (
            ActField(
                "case",
                Kind.CASE,
                Text(vi="Hồ sơ thuộc trường hợp nào?", en="Which case is it?"),
                required=True,
                refused=frozenset({"case_unknown", "case_there", "case_too_late"}),
            ),
            REASON,
        ),
        Purpose.CASE,
        Text(
            vi="Thời hạn được tính lại từ lúc tiếp nhận; người nộp nhận thư có lý do và hạn mới.",
            en="The term is counted anew from reception; the applicant gets a letter with the reason and the new date.",
        ),
    ),
    ActAsked(
        "refuse",
        Text(vi="Từ chối tiếp nhận", en="Refuse at reception"),
        (
            REASON,
            ActField(
                "returned_papers",
                Kind.LIST,
                Text(vi="Giấy tờ trả lại (không bắt buộc)", en="Papers given back (optional)"),
                hint=Text(vi="Mỗi dòng một giấy tờ.", en="One line for each."),
            ),
        ),
        Purpose.REFUSAL,
        Text(
            vi="Hồ sơ kết thúc; người nộp nhận Phiếu từ chối có lý do.",
            en="The dossier ends; the applicant gets the refusal slip with the reason.",
        ),
    ),
    ActAsked(
        "propose_refusal",
        Text(vi="Trình từ chối giải quyết", en="Propose to refuse"),
        (REASON,),
        Purpose.REFUSAL,
        Text(
            vi="Lãnh đạo phê duyệt rồi mới gửi người nộp, trong thời hạn giải quyết.",
            en="A leader approves it before it goes to the applicant, within the term.",
        ),
    ),
    ActAsked(
        "consult",
        Text(vi="Lấy ý kiến cơ quan khác", en="Ask another office for its opinion"),
        (
            ActField(
                "consultation",
                Kind.CONSULTATION,
                Text(vi="Ý kiến của thủ tục này", en="An opinion that this procedure knows"),
                refused=_CONSULTED,
            ),
            ActField(
                "office",
                Kind.OFFICE,
                Text(vi="Cơ quan được hỏi", en="The office asked"),
                refused=frozenset({"office_unknown", "same_office"}),
                under=_FREE,
            ),
            ActField(
                "term",
                Kind.DAYS,
                Text(vi="Trả lời trong bao nhiêu ngày làm việc?", en="Answer within how many working days?"),
                under=_FREE,
            ),
            ActField(
                "question",
                Kind.NOTE,
                Text(vi="Nội dung cần hỏi", en="What is asked"),
                hint=Text(
                    vi="Bắt buộc khi hỏi cơ quan ngoài danh sách của thủ tục.",
                    en="Required where the procedure does not name the office.",
                ),
                refused=frozenset({"question_missing"}),
            ),
        ),
        Purpose.OPINION,
    ),
    ActAsked(
        "count_silence",
        Text(vi="Ghi nhận im lặng là đồng ý", en="Count silence as agreement"),
        (
            ActField(
                "step",
                Kind.REQUEST,
                Text(vi="Ý kiến nào?", en="Which opinion?"),
                required=True,
                refused=frozenset({"no_such_opinion", "silence_does_not_count", "opinion_term_runs"}),
            ),
        ),
        Purpose.OPINION,
    ),
    ActAsked(
        "verify_in_field",
        Text(vi="Ghi kết quả xác minh thực tế", en="Record a field verification"),
        (
            ActField(
                "at",
                Kind.MOMENT,
                Text(vi="Xác minh lúc nào?", en="When was it?"),
                required=True,
                refused=frozenset({"verification_to_come", "verification_incomplete"}),
            ),
            ActField("place", Kind.LINE, Text(vi="Ở đâu?", en="Where?"), required=True),
            ActField(
                "people",
                Kind.LIST,
                Text(vi="Ai tham gia?", en="Who was there?"),
                hint=Text(vi="Mỗi dòng một người, kèm chức danh.", en="One line for each, with the title."),
                required=True,
            ),
            ActField("found", Kind.NOTE, Text(vi="Kết quả xác minh", en="What was found"), required=True),
        ),
        Purpose.VERIFICATION,
    ),
    ActAsked(
        "apologise",
        Text(vi="Xin lỗi và hẹn lại", en="Apologise and give a new date"),
        (
            REASON,
            ActField(
                "new_due",
                Kind.MOMENT,
                Text(vi="Hẹn trả lại lúc nào?", en="The new date"),
                hint=Text(
                    vi="Trong giờ làm việc, sau hạn cũ. Chỉ được hẹn lại một lần.",
                    en="In working time, after the old one. There is one such change only.",
                ),
                required=True,
                refused=frozenset({"new_due_unclear", "new_due_too_early", "not_working_time"}),
            ),
        ),
        Purpose.APOLOGY,
        Text(
            vi="Hệ thống soạn sẵn; bạn sửa rồi gửi. Hẹn lại không làm hồ sơ thành đúng hạn.",
            en="The system has drafted it; put it right and send it. A new date does not make a dossier on time.",
        ),
    ),
    ActAsked(
        "transfer",
        Text(vi="Chuyển cơ quan có thẩm quyền", en="Transfer to the competent office"),
        (
            ActField(
                "office",
                Kind.OFFICE,
                Text(vi="Cơ quan có thẩm quyền", en="The competent office"),
                required=True,
                refused=frozenset({"office_unknown", "not_competent", "same_office"}),
            ),
            REASON,
        ),
        Purpose.TRANSFER,
        Text(vi="Mã hồ sơ và thời hạn không đổi.", en="Its code and its terms stay."),
    ),
    ActAsked(
        "stop_by_law",
        Text(vi="Dừng vì quy định thay đổi", en="Stop because the law has changed"),
        (
            ActField(
                "law",
                Kind.LINE,
                Text(vi="Văn bản làm căn cứ", en="The act it rests on"),
                hint=Text(vi="Số, ký hiệu, điều khoản.", en="Its number and article."),
                required=True,
                refused=frozenset({"law_missing"}),
            ),
            REASON,
        ),
        Purpose.LAW,
        Text(
            vi="Hồ sơ kết thúc, giấy tờ được trả lại.", en="The dossier ends and the papers are given back."
        ),
    ),
    ActAsked(
        "report_error",
        Text(vi="Báo sai sót của cơ quan", en="Report an error of the office"),
        (REASON,),
        Purpose.ERROR,
        Text(
            vi="Hồ sơ mở lại ở bước cấp kết quả; người nộp không trả chi phí.",
            en="The dossier opens again where results are issued, at no cost to the applicant.",
        ),
    ),
    ActAsked(
        "supplement",
        Text(vi="Nhận bổ sung tại quầy", en="Take in a supplement"),
        (
            ActField(
                "answers",
                Kind.ANSWERS,
                Text(vi="Người nộp đã mang gì tới?", en="What has the applicant brought?"),
                required=True,
                refused=frozenset({"answers_missing"}),
            ),
        ),
        Purpose.FOR_APPLICANT,
    ),
    ActAsked(
        "stop",
        Text(vi="Dừng theo đề nghị của người nộp", en="Stop at the applicant's wish"),
        (_WISH,),
        Purpose.FOR_APPLICANT,
        Text(
            vi="Làm khi chính người nộp đề nghị. Hồ sơ kết thúc, giấy tờ được trả lại.",
            en="For when the applicant asks for it. The dossier ends and the papers are given back.",
        ),
    ),
    ActAsked(
        "withdraw",
        Text(vi="Rút hồ sơ theo đề nghị của người nộp", en="Withdraw at the applicant's wish"),
        (_WISH,),
        Purpose.FOR_APPLICANT,
        Text(
            vi="Làm khi chính người nộp đề nghị. Hồ sơ kết thúc.", en="For when the applicant asks. It ends."
        ),
    ),
)
