"""The letter of every turn, as the applicant finds it in her box in both languages."""

from datetime import timedelta

import pytest

from kinhbac.kernel.tell import tell_all
from kinhbac.services.procedures.actions import dossiers, turns
from kinhbac.services.procedures.listening import BLANKS
from kinhbac.site.demo import cast
from kinhbac.tools.grammar import letters
from kinhbac.tools.notices.reads import box_of
from tests.services.procedures.conftest import MORNING, submitted, viewer_of

pytestmark = pytest.mark.usefixtures("province", "morning")

ASK = {"items": ["Giấy chứng sinh chụp rõ", "Họ tên đủ dấu"], "reason": "Ảnh mờ"}
RECEIVE = (cast.MINH, "receive", {})
PROPOSE_REFUSAL = (cast.HOA, "propose_refusal", {"reason": "Không thuộc nơi cư trú"})
TOMORROW = (MORNING + timedelta(days=1)).isoformat()
LAN_STOPS = (cast.LAN, "stop", {"reason": "Đổi ý"})


def after(*acts):
    """Return the receipt of Lan's dossier after these acts, all told."""
    receipt = submitted()
    for who, name, values in acts:
        asked = dossiers.Asked(viewer=viewer_of(who), now=MORNING)
        if who is cast.LAN:
            getattr(turns, name)(receipt.case, **values, asked=asked)
        else:
            dossiers.do(receipt.case, name, values, asked)
    tell_all()
    return receipt


def latest(receipt):
    return box_of(viewer_of(cast.LAN), case=receipt.case)[0]


@pytest.mark.parametrize(
    ("acts", "subject", "words"),
    [
        (
            ((cast.MINH, "request_supplement", ASK),),
            "cần bổ sung",
            ("1. Giấy chứng sinh chụp rõ", "2. Họ tên đủ dấu", "Ảnh mờ", "17:00 13/05/2026", "gọi"),
        ),
        (
            (
                RECEIVE,
                (cast.HOA, "request_supplement", {**ASK, "items": ["Ảnh rõ"]}),
                (cast.LAN, "supplement", {"answers": [{"item": "Ảnh rõ", "text": "Đây"}]}),
            ),
            "Đã nhận bổ sung",
            ("Đăng ký khai sinh", "17:00 28/04/2026"),
        ),
        (
            ((cast.MINH, "refuse", {"reason": "Nộp nhầm thủ tục"}),),
            "Chưa thể tiếp nhận",
            ("Nộp nhầm thủ tục",),
        ),
        (
            (RECEIVE, PROPOSE_REFUSAL, (cast.BINH, "approve", {})),
            "Kết quả hồ sơ",
            ("Không thuộc nơi cư trú",),
        ),
        ((RECEIVE, LAN_STOPS), "Đã dừng giải quyết", ("Theo đề nghị của bạn", "09:00 28/04/2026")),
        (((cast.LAN, "withdraw", {"reason": ""}),), "Đã rút hồ sơ", ("Giấy tờ đã nộp được trả",)),
        (
            (RECEIVE, (cast.LAN, "adjust", {"changes": {"child.full_name": "Lê Bảo An"}})),
            "Đã điều chỉnh",
            ("Lê Bảo An",),
        ),
        (
            (RECEIVE, (cast.HOA, "apologise", {"reason": "Mất mạng", "new_due": TOMORROW})),
            "Xin lỗi và hẹn lại",
            ("Mất mạng", "17:00 28/04/2026", "09:00 29/04/2026"),
        ),
    ],
)
def test_every_turn_has_its_letter(acts, subject, words):
    receipt = after(*acts)
    letter = latest(receipt)
    assert subject in letter.subject.vi
    assert receipt.code in letter.subject.vi
    for each in words:
        assert each in letter.body.vi, letter.body.vi
    for text in (letter.subject, letter.body):
        for said in (text.vi, text.en):
            assert "{" not in said
            assert said.strip()


def test_a_refusal_handed_over_is_not_told_as_the_result():
    receipt = after(
        RECEIVE, PROPOSE_REFUSAL, (cast.BINH, "approve", {}), (cast.MINH, "hand_over", {"to": "applicant"})
    )
    letter = latest(receipt)
    assert "Đã trả văn bản từ chối" in letter.subject.vi
    assert "Văn bản từ chối giải quyết hồ sơ Đăng ký khai sinh" in letter.body.vi
    assert "Giấy khai sinh của" not in letter.body.vi


def test_every_blank_that_a_letter_may_name_is_filled():
    assert set(BLANKS) == set(letters.BLANKS)


def test_taking_a_request_back_is_told_too():
    receipt = after((cast.MINH, "request_supplement", ASK))
    dossiers.undo(receipt.case, dossiers.Asked(viewer=viewer_of(cast.MINH), now=MORNING))
    tell_all()
    assert "Cập nhật hồ sơ" in latest(receipt).subject.vi


def test_an_error_of_the_office_is_told_with_until_when_it_is_corrected():
    acts = [(cast.HOA, "propose", {}), (cast.BINH, "approve", {}), (cast.HOA, "issue_result", {})]
    receipt = after(RECEIVE, *acts, (cast.MINH, "hand_over", {"to": "applicant"}))
    asked = dossiers.Asked(viewer=viewer_of(cast.HOA), now=MORNING)
    dossiers.do(receipt.case, "report_error", {"reason": "Sai họ"}, asked)
    tell_all()
    letter = latest(receipt)
    assert "Sửa kết quả" in letter.subject.vi
    assert "17:00 05/05/2026" in letter.body.vi  # 29 April, then over the holidays 4 and 5 May


def test_silence_closes_a_dossier_with_a_letter():
    receipt = after((cast.MINH, "request_supplement", ASK))
    late = dossiers.Asked(viewer=viewer_of(cast.MINH), now=MORNING + timedelta(days=16))
    dossiers.do(receipt.case, "close_silent", {}, late)
    tell_all()
    assert "đã đóng" in latest(receipt).subject.vi
    assert "nộp lại bất cứ lúc nào" in latest(receipt).body.vi


def test_a_visit_is_told_with_its_time_and_place():
    visit = {"at": MORNING.isoformat(), "place": "Tổ dân phố 2", "people": "Bà Lan", "found": "Đúng"}
    letter = latest(after(RECEIVE, (cast.HOA, "verify_in_field", visit)))
    assert "09:00 28/04/2026, tại Tổ dân phố 2" in letter.body.vi
    assert "Bà Lan" not in letter.body.vi


def test_a_transfer_names_the_office_that_decides_now():
    other = {"office": "2025.07210.committee", "reason": "Mẹ đăng ký thường trú nơi khác"}
    letter = latest(after(RECEIVE, (cast.HOA, "transfer", other)))
    assert "đã chuyển đúng cơ quan" in letter.subject.vi
    assert "Bắc Giang" in letter.body.vi
