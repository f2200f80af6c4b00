"""The quick register and guidance as an officer's browser without JavaScript meets them."""

from uuid import uuid4

import pytest
from django.urls import reverse

from kinhbac.kernel.models import Case
from kinhbac.site.demo import cast
from tests.services.procedures.browsing import browser
from tests.services.procedures.conftest import BIRTH

pytestmark = pytest.mark.usefixtures("province", "morning")

COPIES = "2.000815"
LAN_CARD = "027196001234|125000111|Trần Thị Lan|12051996|Nữ|Số 5, tổ dân phố 2|01022022"
STRANGER_CARD = "027185004567||Vũ Thị Xuân|20111985|Nữ|Số 1, thôn Đông|05062023"


def said(answer) -> str:
    return answer.content.decode()


def line(**change: str) -> dict[str, str]:
    return {
        "procedure": COPIES,
        "key": str(uuid4()),
        "who": cast.LAN.number,
        "paper.kind": "identity",
        "paper.pages": "3",
        "copies.count": "2",
        **change,
    }


def take(sent):
    return browser(cast.MINH).post(reverse("counter_quick"), sent)


def test_the_quick_register_takes_a_line_and_clears_it_for_the_next():
    shown = said(browser(cast.MINH).get(reverse("counter_quick")))
    assert 'name="paper.pages"' in shown
    assert 'name="requester.full_name"' not in shown
    answer = take(line())
    assert answer.status_code == 302, said(answer)
    listed = said(browser(cast.MINH).get(answer.url))
    assert "10.000 ₫" in listed
    assert cast.LAN.number not in listed
    take(line(**{"paper.pages": "1", "copies.count": "1"}))
    assert "12.000 ₫" in said(browser(cast.MINH).get(reverse("counter_quick")))
    assert Case.objects.count() == 2


def test_its_owner_reads_whether_her_card_was_scanned_or_her_number_typed():
    take(line(do="fee"))
    typed = "Sổ việc trong ngày tại quầy: cán bộ gõ số định danh"
    scanned = "Sổ việc trong ngày tại quầy: có mặt, quét thẻ căn cước"
    mine = said(browser(cast.LAN).get(reverse("record")))
    assert (typed in mine, scanned in mine) == (True, False), (
        "nothing was taken in, and she reads it all the same"
    )
    take(line(who=LAN_CARD))
    assert scanned in said(browser(cast.LAN).get(reverse("record")))


def test_a_line_sent_twice_is_one_piece_of_work():
    sent = line()
    assert take(sent).url == take(sent).url
    assert Case.objects.count() == 1


def test_the_fee_can_be_asked_before_and_nothing_is_taken():
    answer = take(line(do="fee"))
    assert "10.000 ₫" in said(answer)
    assert cast.LAN.number in said(answer)
    assert Case.objects.count() == 0


def test_a_line_for_a_scanned_stranger_enrols_her_and_a_bare_number_asks_the_little():
    assert take(line(who=STRANGER_CARD)).status_code == 302
    asked = take(line(who="027085009999"))
    assert asked.status_code == 422
    assert 'name="born_on"' in said(asked)
    assert 'value="027085009999"' in said(asked)
    more = {"full_name": "Đỗ Văn Sáu", "born_on": "01/02/1985", "sex": "male"}
    assert take(line(who="027085009999", **more)).status_code == 302
    assert Case.objects.count() == 2


@pytest.mark.parametrize(
    "change", [{"who": "abc"}, {"paper.pages": "không"}, {"paper.pages": ""}, {"who": "H05"}]
)
def test_a_wrong_line_keeps_what_was_written(change):
    answer = take(line(**change))
    assert answer.status_code == 422
    assert "Có chỗ cần sửa" in said(answer)
    assert Case.objects.count() == 0


def test_any_procedure_can_stand_in_the_quick_register_and_asks_what_it_lacks():
    shown = said(browser(cast.MINH).get(reverse("counter_quick"), {"procedure": BIRTH}))
    assert 'name="child.full_name"' in shown
    answer = take(
        {"procedure": BIRTH, "key": str(uuid4()), "who": cast.LAN.number, "requester.relation": "mother"}
    )
    assert answer.status_code == 422


def test_guidance_is_written_down_and_listed():
    words = "Mang bản chính thẻ căn cước"
    sent = {"key": str(uuid4()), "words": words, "channel": "phone", "procedure": COPIES, "name": "Bà Tư"}
    answer = browser(cast.MINH).post(reverse("counter_guidance"), sent)
    shown = said(browser(cast.MINH).get(answer.url))
    for part in (words, "Bà Tư", "Điện thoại", cast.MINH.name):
        assert part in shown
    assert words not in said(browser(cast.THU).get(reverse("counter_guidance")))
    empty = browser(cast.MINH).post(reverse("counter_guidance"), {**sent, "key": str(uuid4()), "words": ""})
    assert empty.status_code == 422
    assert "Bà Tư" in said(empty)
    assert Case.objects.count() == 1
