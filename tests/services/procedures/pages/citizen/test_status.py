"""The status page at every turn: one sentence that says who holds it, whom it waits for, or how it ended."""

from datetime import timedelta

import pytest
from django.urls import reverse

from kinhbac.base.clock import FixedClock
from kinhbac.kernel import actions as cases
from kinhbac.services.procedures.actions import turns
from kinhbac.services.procedures.actions.dossiers import Asked
from kinhbac.services.procedures.reads.own_side import own_side
from kinhbac.services.procedures.reads.phrases import path_of
from kinhbac.services.procedures.types import StepStatus
from kinhbac.site.demo import cast
from tests.services.procedures.browsing import browser
from tests.services.procedures.conftest import MORNING, submitted, viewer_of
from tests.services.procedures.pages.citizen.asking import asked, done, received

pytestmark = pytest.mark.usefixtures("province", "morning")

REFUSED = ((cast.HOA, "propose_refusal", {"reason": "Không thuộc nơi cư trú"}), (cast.BINH, "approve", {}))


def page_of(receipt, language: str = "vi") -> str:
    return browser(language=language).get(reverse("dossier", args=[receipt.code])).content.decode()


def side_of(receipt):
    return own_side(receipt.code, viewer_of(cast.LAN), MORNING)


def test_it_says_whom_to_phone_in_plain_words():
    receipt = received()
    page = page_of(receipt)
    for words in ("Cần hỏi thì gọi", "Nơi nhận hồ sơ và trả kết quả", "Cơ quan giải quyết", "tel:"):
        assert words in page, words
    assert "Một cửa của cơ quan giải quyết" not in page  # the receiving desk is its own


def test_an_apology_stands_beside_the_lawful_moment():
    receipt = received()
    new_due = (MORNING + timedelta(days=1)).isoformat()
    done(receipt.case, cast.HOA, "apologise", reason="Hệ thống dân cư gián đoạn", new_due=new_due)
    page = page_of(receipt)
    for words in (
        "Cơ quan xin lỗi và hẹn lại",
        "Hạn theo quy định: 17:00 thứ Ba 28/04/2026",
        "Hẹn lại: <strong>09:00 thứ Tư 29/04/2026</strong>",
        "Hệ thống dân cư gián đoạn",
        "/letters/3",
    ):
        assert words in page, words
    assert "hạn <strong>17:00 thứ Ba 28/04/2026</strong>" in page  # the sentence keeps the lawful moment


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("vi", ("Hồ sơ không được tiếp nhận.", "Từ chối tiếp nhận", "Nộp nhầm thủ tục", "khiếu nại")),
        ("en", ("The dossier was not received.", "Refused at reception", "Nộp nhầm thủ tục", "complain")),
    ],
)
def test_a_refusal_at_reception_gives_its_reason_and_what_can_be_done(language, words):
    receipt = submitted()
    done(receipt.case, cast.MINH, "refuse", reason="Nộp nhầm thủ tục", returned_papers=[])
    page = page_of(receipt, language)
    for each in (*words, reverse("rate", args=[receipt.code])):
        assert each in page, each
    assert "tag--done" not in page
    assert [each.status for each in path_of(side_of(receipt).state, side_of(receipt).procedure)] == [
        StepStatus.DONE
    ]


def test_a_refusal_after_appraisal_waits_to_be_collected_and_then_has_ended():
    receipt = received(*REFUSED)
    page = page_of(receipt)
    assert "Hồ sơ không đủ điều kiện giải quyết. Văn bản từ chối" in page
    assert "Lý do từ chối: Không thuộc nơi cư trú" in page
    assert reverse("result", args=[receipt.code]) not in page
    done(receipt.case, cast.MINH, "hand_over", to="applicant")
    page = page_of(receipt)
    assert "Từ chối giải quyết sau thẩm tra" in page
    assert "Vào sổ và cấp kết quả" not in page  # a step that never came
    assert "Không thuộc nơi cư trú" in page


def test_before_the_leader_decides_a_proposed_refusal_is_between_officers():
    receipt = received(REFUSED[0])
    page = page_of(receipt)
    assert "Không thuộc nơi cư trú" not in page
    assert side_of(receipt).refused == ""


def test_two_offices_at_once_are_both_named():
    receipt = received((cast.HOA, "consult", {"consultation": "temporary_residence"}))
    side = side_of(receipt)
    assert "đang cho ý kiến)" in page_of(receipt)  # beside the sentence of its own path
    steps = path_of(side.state, side.procedure)
    assert [each.name.vi for each in steps if each.status is StepStatus.NOW] == ["Thẩm tra", "Cho ý kiến"]


def test_the_line_of_the_list_says_the_same():
    receipt = submitted()
    done(receipt.case, cast.MINH, "request_supplement", items=["Ảnh rõ"], reason="Ảnh mờ")
    for place in ("dossiers", "home"):
        page = browser().get(reverse(place)).content.decode()
        assert "Hồ sơ đang chờ bạn bổ sung, hạn 17:00 thứ Tư 13/05/2026" in page, place


def test_the_term_that_stands_still_says_so():
    receipt = received((cast.HOA, "request_supplement", {"items": ["Ảnh rõ"], "reason": "Ảnh mờ"}))
    page = page_of(receipt)
    assert "dừng lại, tính lại từ đầu khi bạn bổ sung" in page
    assert "Chuyển hồ sơ giấy" not in page  # a term between offices


def test_an_unknown_turn_just_done_says_nothing():
    receipt = submitted()
    address = reverse("dossier", args=[receipt.code])
    assert browser().get(f"{address}?done=<b>").context["done"] is None


def test_after_a_transfer_three_parties_are_named():
    receipt = received(
        (cast.HOA, "transfer", {"office": "2025.07210.committee", "reason": "Đúng nơi cư trú"})
    )
    page = page_of(receipt)
    assert "Một cửa của cơ quan giải quyết, nơi theo dõi" in page
    assert [each.does.vi for each in side_of(receipt).parties] == [
        "Nơi nhận hồ sơ và trả kết quả",
        "Cơ quan giải quyết",
        "Một cửa của cơ quan giải quyết, nơi theo dõi",
    ]


def test_a_step_at_which_it_was_stopped_is_not_said_to_be_done():
    receipt = received()
    turns.stop(receipt.case, asked=Asked(viewer=viewer_of(cast.LAN), now=MORNING))
    steps = path_of(side_of(receipt).state, side_of(receipt).procedure)
    assert [each.status for each in steps] == [StepStatus.DONE, StepStatus.HALTED]
    assert "Kết thúc ở đây" in page_of(receipt)


def test_a_supplement_is_said_to_be_overdue_until_the_dossier_is_closed(monkeypatch):
    receipt = asked()
    over, still = "Đã quá hạn bổ sung", "Khi chưa đóng, bạn vẫn gửi bổ sung được"
    assert over not in page_of(receipt)
    monkeypatch.setattr(cases, "clock", FixedClock(MORNING + timedelta(days=30)))
    page = page_of(receipt)
    assert over in page
    assert still in page
