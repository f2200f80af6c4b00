"""How turns are refused: a code for programs; what happened, what to do and by which article for people."""

from datetime import datetime

from kinhbac.base.clock import HCM
from kinhbac.kernel.types import Refusal
from kinhbac.services.procedures.rules.refusals import said
from kinhbac.tools.grammar.law import Law


def _moment(at: datetime) -> str:
    return f"{at.astimezone(HCM):%H:%M %d/%m/%Y}"


_DECIDE = (
    "Giải quyết theo giấy tờ đang có, hoặc trình từ chối và nêu rõ lý do.",
    "Decide on what is there, or propose to refuse and say why.",
)

WAITING = said(
    "dossier.waiting",
    ("Hồ sơ đang chờ người nộp bổ sung.", "The dossier waits for the applicant's supplement."),
    (
        "Chờ phần bổ sung; nếu yêu cầu bị nhầm, còn trong ngày và chưa có việc khác, hãy hoàn tác.",
        "Wait for it; if it was asked by mistake, take it back on the same day, before anything else happens.",
    ),
    "Nghị định 118/2025/NĐ-CP, Điều 19 khoản 5",
)
ITEMS_MISSING = said(
    "dossier.items_missing",
    ("Chưa nêu cần bổ sung những gì.", "It does not say what is to be supplemented."),
    (
        "Liệt kê đủ mọi giấy tờ, nội dung còn thiếu; chỉ được yêu cầu một lần.",
        "List everything that is missing; it may be asked for once only.",
    ),
    "Nghị định 118/2025/NĐ-CP, Điều 16 khoản 3",
)
SUPPLEMENTED_ONCE = said(
    "dossier.supplemented_once",
    ("Hồ sơ này đã được yêu cầu bổ sung một lần.", "A supplement was already asked for once."),
    (
        "Giải quyết theo giấy tờ đang có; nếu thật cần, lãnh đạo cho phép lần hai có lý do, hồ sơ tính là trễ hạn.",
        "Decide on what is there; a leader may allow a second request with a reason, and the dossier counts as late.",
    ),
    "Nghị định 118/2025/NĐ-CP, Điều 11 khoản 2 điểm c; Quyết định 766/QĐ-TTg",
)
SUPPLEMENTED_TWICE = said(
    "dossier.supplemented_twice",
    ("Hồ sơ đã được yêu cầu bổ sung hai lần.", "A supplement was already asked for twice."),
    _DECIDE,
    "Nghị định 118/2025/NĐ-CP, Điều 11 khoản 2 điểm c",
)
SECOND_NOT_NEEDED = said(
    "dossier.second_not_needed",
    ("Hồ sơ chưa được yêu cầu bổ sung lần nào.", "No supplement has been asked for yet."),
    ("Lần đầu không cần lãnh đạo cho phép.", "The first request needs no permission."),
    "Nghị định 118/2025/NĐ-CP, Điều 11 khoản 2 điểm c",
)
SECOND_ALLOWED = said(
    "dossier.second_allowed",
    ("Lần bổ sung thứ hai đã được cho phép.", "A second supplement was allowed already."),
    ("Không cần cho phép lại.", "It need not be allowed again."),
    "Nghị định 118/2025/NĐ-CP, Điều 11 khoản 2 điểm c",
)
NOT_ASKED = said(
    "dossier.not_asked",
    ("Hồ sơ này hiện không được yêu cầu bổ sung.", "Nothing is asked for in this dossier now."),
    (
        "Muốn đổi nội dung, hãy dùng chức năng điều chỉnh trước khi có quyết định.",
        "To change the content, adjust it before the decision.",
    ),
    "Nghị định 118/2025/NĐ-CP, Điều 19 khoản 5",
)
ANSWERS_MISSING = said(
    "dossier.answers_missing",
    ("Phần bổ sung còn trống.", "The supplement is empty."),
    ("Trả lời hoặc gửi giấy tờ cho các mục được yêu cầu.", "Answer what was asked, or send the papers."),
    "Nghị định 118/2025/NĐ-CP, Điều 19 khoản 5",
)
DECIDED = said(
    "dossier.decided",
    ("Hồ sơ đã có quyết định.", "The dossier has been decided."),
    (
        "Không dừng hay điều chỉnh được nữa; kết quả sai thì báo để cơ quan sửa.",
        "It can no longer be stopped or adjusted; if the result is wrong, tell the office.",
    ),
    "Nghị định 118/2025/NĐ-CP, Điều 21",
)
NOT_RECEIVED = said(
    "dossier.not_received",
    ("Hồ sơ chưa được tiếp nhận.", "The dossier has not been received yet."),
    ("Trước khi tiếp nhận, hãy rút hồ sơ.", "Before it is received, withdraw it."),
    "Nghị định 118/2025/NĐ-CP, Điều 21",
)
RESULT_THERE = said(
    "dossier.result_there",
    ("Hồ sơ đã có kết quả.", "The result is there."),
    ("Mời bạn nhận kết quả; không rút được nữa.", "Please collect it; it can no longer be withdrawn."),
    "Nghị định 118/2025/NĐ-CP, Điều 21, Điều 22",
)
RESULT_ISSUED = said(
    "dossier.result_issued",
    (
        "Kết quả đã được cấp, không đính chính dữ liệu hồ sơ được nữa.",
        "The result was issued; entries can no longer be corrected.",
    ),
    (
        "Lỗi của cơ quan: báo sai sót để cấp lại. Lỗi của người khai: làm thủ tục cải chính theo luật.",
        "The office's error: report it, and the result is issued again. The applicant's: the procedure that the law has.",
    ),
    "Nghị định 118/2025/NĐ-CP, Điều 23 khoản 1",
)
PROCEDURE_IN_FORCE = said(
    "dossier.procedure_in_force",
    ("Thủ tục này vẫn còn hiệu lực.", "The procedure is still in force."),
    (
        "Chỉ dừng khi thủ tục đã hết hiệu lực; nếu không, giải quyết hoặc từ chối.",
        "It is stopped only after the procedure has ended; otherwise decide or refuse.",
    ),
    "Nghị quyết 66.18/2026/NQ-CP",
)
LAW_MISSING = said(
    "dossier.law_missing",
    ("Chưa nêu văn bản làm căn cứ dừng.", "It does not name the act by which it is stopped."),
    ("Ghi số, ký hiệu văn bản và lý do.", "Name the act, and say why."),
    "Nghị quyết 66.18/2026/NQ-CP",
)
OFFICE_UNKNOWN = said(
    "dossier.office_unknown",
    (
        "Không có cơ quan này, hoặc cơ quan đã kết thúc hoạt động.",
        "There is no such office, or it exists no longer.",
    ),
    ("Chọn một cơ quan trong danh bạ.", "Choose an office of the directory."),
)
NOT_COMPETENT = said(
    "dossier.not_competent",
    ("Cơ quan này không có thẩm quyền với thủ tục.", "That office is not competent for the procedure."),
    (
        "Chọn cơ quan có thẩm quyền; nếu chỉ cần ý kiến, hãy lấy ý kiến.",
        "Choose a competent one; where only its opinion is needed, consult it.",
    ),
    "Nghị định 118/2025/NĐ-CP, Điều 17 khoản 2",
)
SAME_OFFICE = said(
    "dossier.same_office",
    ("Hồ sơ đang ở chính cơ quan này.", "The dossier is with that office already."),
    ("Chọn cơ quan khác.", "Choose another office."),
)
NO_PAPERS = said(
    "dossier.no_papers",
    ("Không có hồ sơ giấy nào đang chờ chuyển.", "No paper waits to be passed on."),
    ("Hồ sơ trực tuyến đã chuyển ngay trên hệ thống.", "What came online has passed at once in the system."),
    "Nghị định 118/2025/NĐ-CP, Điều 18",
)
CONSULTATION_UNKNOWN = said(
    "dossier.consultation_unknown",
    ("Thủ tục không có loại lấy ý kiến này.", "The procedure knows no such consultation."),
    (
        "Chọn loại có trong thủ tục, hoặc nêu cơ quan, thời hạn và câu hỏi.",
        "Choose one of the procedure's, or name an office, a term and the question.",
    ),
    "Nghị định 118/2025/NĐ-CP, Điều 19 khoản 4",
)
QUESTION_MISSING = said(
    "dossier.question_missing",
    (
        "Lấy ý kiến cần nội dung và thời hạn trả lời.",
        "A request for an opinion needs its content and a term.",
    ),
    (
        "Ghi câu hỏi và thời hạn, ví dụ 2 working days.",
        "Write the question and a term, such as 2 working days.",
    ),
    "Nghị định 118/2025/NĐ-CP, Điều 19 khoản 4",
)
ALREADY_CONSULTED = said(
    "dossier.already_consulted",
    ("Ý kiến này đang được chờ trả lời.", "This opinion is being waited for already."),
    ("Chờ trả lời, hoặc lấy ý kiến khác.", "Wait for the answer, or ask for another opinion."),
    "Nghị định 118/2025/NĐ-CP, Điều 19 khoản 4",
)
OPINIONS_AWAITED = said(
    "dossier.opinions_awaited",
    ("Còn ý kiến của cơ quan khác phải chờ.", "An opinion that must be awaited is still out."),
    (
        "Chờ trả lời; hết hạn mà im lặng được tính là đồng ý thì ghi nhận im lặng, còn lại thì báo người đứng đầu Một cửa.",
        "Wait for it; where silence counts, record it after the term, otherwise tell the head of the one-stop desk.",
    ),
    "Nghị định 118/2025/NĐ-CP, Điều 19 khoản 4",
)
OPINION_UNCLEAR = said(
    "dossier.opinion_unclear",
    ("Chưa rõ đồng ý hay không đồng ý.", "It is not clear whether the office agrees."),
    ("Chọn đồng ý hoặc không đồng ý.", "Choose one of the two."),
    "Nghị định 118/2025/NĐ-CP, Điều 19 khoản 4",
)
NO_SUCH_OPINION = said(
    "dossier.no_such_opinion",
    ("Không có ý kiến nào như vậy đang chờ.", "No such opinion is being waited for."),
    ("Tải lại hồ sơ để xem các ý kiến đang chờ.", "Load the dossier again to see which are."),
)
SILENCE_DOES_NOT_COUNT = said(
    "dossier.silence_does_not_count",
    ("Với ý kiến này, im lặng không được tính là đồng ý.", "Silence does not count as agreement here."),
    (
        "Nhắc cơ quan được hỏi và báo người đứng đầu Một cửa.",
        "Remind the office, and tell the head of the one-stop desk.",
    ),
    "Nghị định 118/2025/NĐ-CP, Điều 19 khoản 4",
)
VERIFICATION_INCOMPLETE = said(
    "dossier.verification_incomplete",
    (
        "Biên bản xác minh cần thời gian, địa điểm, người tham gia và kết quả.",
        "A field verification needs its time, place, people and what was found.",
    ),
    ("Điền đủ bốn mục.", "Fill in all four."),
    "Nghị định 118/2025/NĐ-CP, Điều 19 khoản 4",
)
VERIFICATION_TO_COME = said(
    "dossier.verification_to_come",
    ("Thời gian xác minh ở trong tương lai.", "The verification lies in the future."),
    ("Ghi lại sau khi đã xác minh.", "Record it when it has taken place."),
)
NO_TERM_RUNS = said(
    "dossier.no_term_runs",
    ("Hồ sơ không có thời hạn giải quyết đang chạy.", "No term of resolution is running."),
    ("Không cần xin lỗi hay hẹn lại.", "No apology and no new date are needed."),
    "Nghị định 118/2025/NĐ-CP, Điều 19 khoản 6",
)
APOLOGISED_ALREADY = said(
    "dossier.apologised_already",
    ("Hồ sơ này đã được hẹn lại một lần.", "The dossier was re-appointed once already."),
    (
        "Chỉ được hẹn lại một lần; hãy giải quyết sớm nhất có thể.",
        "There is one re-appointment only; resolve it as soon as possible.",
    ),
    "Nghị định 118/2025/NĐ-CP, Điều 19 khoản 6",
)
NEW_DUE_UNCLEAR = said(
    "dossier.new_due_unclear",
    ("Chưa có ngày giờ hẹn lại rõ ràng.", "There is no clear new date and time."),
    (
        "Ghi ngày giờ có múi giờ, ví dụ 2026-05-06T16:00+07:00.",
        "Give a date and time with its zone, such as 2026-05-06T16:00+07:00.",
    ),
    "Nghị định 118/2025/NĐ-CP, Điều 19 khoản 6",
)
NOT_WORKING_TIME = said(
    "dossier.not_working_time",
    ("Giờ hẹn lại không nằm trong giờ làm việc.", "The new date does not lie in working time."),
    (
        "Chọn một giờ mà Bộ phận Một cửa mở cửa.",
        "Choose a time at which the one-stop desk is open.",
    ),
    "Nghị định 118/2025/NĐ-CP, Điều 19 khoản 6",
)
NO_RESULT = said(
    "dossier.no_result",
    ("Hồ sơ chưa có kết quả được cấp để sửa.", "There is no granted result to correct."),
    (
        "Trước khi cấp kết quả, hãy dùng đính chính; với quyết định từ chối, giải quyết khiếu nại theo luật.",
        "Before the result, correct the entries; a refusal is reviewed by complaint as the law provides.",
    ),
    "Nghị định 118/2025/NĐ-CP, Điều 23 khoản 1",
)
CORRECTING_ALREADY = said(
    "dossier.correcting_already",
    ("Sai sót của hồ sơ này đang được sửa.", "An error of this dossier is being corrected already."),
    ("Chờ kết quả cấp lại.", "Wait until the result is issued again."),
    "Nghị định 118/2025/NĐ-CP, Điều 23 khoản 1",
)
NOT_ENDED = said(
    "dossier.not_ended",
    ("Dịch vụ chưa kết thúc.", "The service has not ended yet."),
    ("Đánh giá sau khi nhận kết quả.", "Rate it when you have the result."),
    "Nghị định 118/2025/NĐ-CP, Điều 31, Điều 33",
)
RATED_ALREADY = said(
    "dossier.rated_already",
    ("Bạn đã đánh giá hồ sơ này.", "You have rated this dossier already."),
    ("Mỗi hồ sơ được đánh giá một lần.", "Each dossier is rated once."),
    "Nghị định 118/2025/NĐ-CP, Điều 31, Điều 33",
)
STARS_UNCLEAR = said(
    "dossier.stars_unclear",
    ("Chưa chọn mức đánh giá.", "No mark was chosen."),
    ("Chọn từ 1 đến 5 sao.", "Choose from 1 to 5 stars."),
    "Nghị định 118/2025/NĐ-CP, Điều 33",
)


CHANGE_MOVES_IT = said(
    "dossier.change_moves_it",
    (
        "Thay đổi này làm đổi cơ quan giải quyết hồ sơ.",
        "With this change another office would have to decide.",
    ),
    (
        "Rút hồ sơ này và nộp lại với nơi đăng ký mới.",
        "Withdraw this dossier and file anew for the other place.",
    ),
    "Nghị định 118/2025/NĐ-CP, Điều 21 khoản 2",
)


def too_late_to_ask(until: datetime, law: Law) -> Refusal:
    """After appraisal a supplement can no longer be asked for."""
    return said(
        "dossier.too_late_to_ask",
        (
            f"Chỉ được yêu cầu bổ sung đến {_moment(until)}, tính từ khi tiếp nhận.",
            f"A supplement could be asked for until {_moment(until)}, counted from reception.",
        ),
        _DECIDE,
        law.cited(),
    )


def silence_not_over(until: datetime, law: Law) -> Refusal:
    """The applicant still has time to answer."""
    return said(
        "dossier.silence_not_over",
        (
            f"Người nộp còn thời gian bổ sung đến {_moment(until)}.",
            f"The applicant may still send the supplement until {_moment(until)}.",
        ),
        ("Chờ hết hạn rồi mới đóng hồ sơ.", "Close the dossier only after that."),
        law.cited(),
    )


def opinion_term_runs(until: datetime) -> Refusal:
    """The consulted office still has time to answer."""
    return said(
        "dossier.opinion_term_runs",
        (
            f"Cơ quan được hỏi còn thời gian trả lời đến {_moment(until)}.",
            f"The consulted office may still answer until {_moment(until)}.",
        ),
        ("Chờ hết hạn rồi ghi nhận im lặng.", "Record its silence after that."),
        "Nghị định 118/2025/NĐ-CP, Điều 19 khoản 4",
    )


def new_due_too_early(due: datetime) -> Refusal:
    """A re-appointment lies after the promise that it replaces, and in the future."""
    return said(
        "dossier.new_due_too_early",
        (
            f"Ngày hẹn lại phải sau hạn {_moment(due)} và sau lúc này.",
            f"The new date must lie after {_moment(due)} and after this moment.",
        ),
        ("Chọn một ngày muộn hơn.", "Choose a later one."),
        "Nghị định 118/2025/NĐ-CP, Điều 19 khoản 6",
    )
