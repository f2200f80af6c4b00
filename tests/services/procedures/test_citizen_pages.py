"""Citizens' pages as a browser without JavaScript meets them: home, a procedure, a dossier, strangers, look-up."""

import gzip
import re
from uuid import uuid4

import pytest
from django.urls import reverse

from kinhbac.kernel.actions import erase_content
from kinhbac.kernel.tell import tell_all
from kinhbac.kernel.types import Actor
from kinhbac.site.demo import cast
from kinhbac.tools.notices.reads import unread
from tests.services.procedures.browsing import answers_of, begun, browser, page_of
from tests.services.procedures.conftest import BIRTH, MORNING, carried_on, filled_in, submitted, viewer_of

pytestmark = pytest.mark.usefixtures("province", "morning")


@pytest.mark.whole_catalogue
@pytest.mark.parametrize(
    ("language", "words"),
    [("vi", "Bạn cần làm gì?"), ("en", "What do you need to do?")],
)
def test_home_asks_one_question_in_both_languages(language, words):
    page = browser(None, language).get("/").content.decode()
    assert words in page
    assert "?event=child" in page
    assert reverse("sign_in") in page


@pytest.mark.parametrize(("language", "word"), [("vi", "Hệ thống"), ("en", "The system")])
def test_what_the_system_did_is_told_in_the_language_of_the_page(language, word):
    receipt = submitted()
    erase_content(case=receipt.case, seq=1, rule="sample", actor=Actor(system="retention"), now=MORNING)
    for member, name in ((cast.LAN, "dossier"), (cast.MINH, "desk_dossier")):
        page = browser(member, language).get(reverse(name, args=[receipt.code])).content.decode()
        assert re.search(rf'history__who">\s*{word}\s*</span>', page)


@pytest.mark.parametrize(
    ("asked", "finds"),
    [
        ("khai sinh", True),
        ("KHAI SINH cho con", True),
        ("sinh con", True),
        ("dang ky em be", True),
        ("birth", True),
        ("tàu vũ trụ", False),
        ("%", False),
        ("x" * 5000, False),
    ],
)
def test_search_understands_people_without_script(asked, finds):
    page = browser(None).get("/", {"q": asked})
    assert page.status_code == 200
    assert bool(page.context["found"]) is finds
    assert ("Hãy thử từ khác" in page.content.decode()) is not finds


@pytest.mark.parametrize(
    ("language", "words"),
    [("vi", "Người ta hay gọi là “xây nhà”"), ("en", "People call it “xây nhà”")],
)
def test_search_says_why_it_found_something(language, words):
    assert words in browser(None, language).get("/", {"q": "xay nha"}).content.decode()


@pytest.mark.whole_catalogue
def test_a_life_event_leads_to_what_it_asks_for():
    page = browser(None).get("/", {"event": "work_or_study"}).content.decode()
    assert reverse("procedure", args=["3.000333"]) in page
    assert reverse("procedure", args=["2.000815"]) in page
    assert browser(None).get("/", {"event": "nothing"}).status_code == 200


def test_a_procedure_tells_everything_before_anything_is_asked():
    page = browser(None).get(reverse("procedure", args=[BIRTH])).content.decode()
    for words in (
        "Giấy khai sinh của em bé và các bản sao",
        "Cha hoặc mẹ của em bé",
        "Giấy chứng sinh",
        "Cơ sở dữ liệu quốc gia về dân cư",
        "Chưa biết mức thu:",
        "Hội đồng nhân dân tỉnh quyết định",
        "8 giờ làm việc",
        "17:00 thứ Ba 28/04/2026",
        "Vì sao là lúc đó?",
        "Vào sổ và cấp kết quả",
        "Đã đối chiếu với văn bản.",
        "Chưa đối chiếu với văn bản.",
    ):
        assert words in page, words
    assert "0 ₫" not in page
    assert "Xem có đúng việc của bạn không" in page
    assert browser(None).get(reverse("procedure", args=["9.999999"])).status_code == 404


def every_address(application, code: str, file) -> list[str]:
    return [
        reverse("application", args=[application]),
        page_of(application, "phone"),
        reverse("application_check", args=[application]),
        reverse("application_file", args=[application, file]),
        reverse("dossier", args=[code]),
        reverse("dossier_submitted", args=[code]),
        reverse("dossier_file", args=[code, file]),
    ]


@pytest.mark.parametrize("member", [cast.NAM, cast.THU])
def test_strangers_get_404_on_every_address(member):
    recorded = submitted()
    page = browser().get(reverse("dossier", args=[recorded.code])).content.decode()
    file = re.findall(r"/files/([0-9a-f-]{36})", page)[0]
    application = filled_in()
    client = browser(member)
    for address in every_address(application, recorded.code, file):
        assert client.get(address).status_code == 404, address
        assert cast.LAN.name not in client.get(address).content.decode()
    for address in every_address(application, recorded.code, file)[1:3]:
        assert client.post(address, {"requester.phone": "0987654321"}).status_code == 404
    assert client.post(reverse("application_discard", args=[application])).status_code == 404
    assert recorded.code not in client.get(reverse("dossiers")).content.decode()
    assert answers_of(application)["requester"]["phone"] == cast.LAN.phone


def test_an_officer_of_the_dossier_reads_it_at_the_desk_and_not_as_its_applicant():
    recorded = submitted()
    assert browser(cast.MINH).get(reverse("dossier", args=[recorded.code])).status_code == 404


def test_nobody_is_sent_to_sign_in_and_comes_back():
    recorded = submitted()
    application = filled_in()
    for address in every_address(application, recorded.code, uuid4()):
        answer = browser(None).get(address)
        assert answer.status_code == 302
        assert answer.url.startswith(f"{reverse('sign_in')}?next={address.replace('/', '%2F')}")
    client = browser(None)
    address = reverse("dossier", args=[recorded.code])
    sign_in = client.get(address).url
    assert client.get(sign_in).status_code == 200
    back = client.post(reverse("sign_in"), {"account": str(cast.LAN.account), "next": address}, follow=True)
    assert back.request["PATH_INFO"] == address
    assert recorded.code in back.content.decode()


@pytest.mark.parametrize(
    ("acts", "vi", "en"),
    [
        (0, "đang kiểm tra hồ sơ của bạn", "is checking your dossier"),
        (1, "đang giữ và thẩm tra hồ sơ", "holds the dossier and is appraising it"),
        (2, "đang xem xét phê duyệt", "is considering the approval"),
        (4, "Kết quả đã có tại", "The result is ready at"),
        (5, "Đã trả kết quả.", "The result was handed over."),
    ],
)
def test_the_status_page_says_who_holds_it_until_when_and_why(acts, vi, en):
    recorded = submitted()
    carried_on(recorded.case, acts)
    for language, words in (("vi", vi), ("en", en)):
        page = browser(language=language).get(reverse("dossier", args=[recorded.code])).content.decode()
        assert words in page
        assert recorded.code in page
        assert ("Vì sao là lúc đó?" if language == "vi" else "Why that moment?") in page
        assert ("28/04/2026" in page) is True
    slip = reverse("slip", args=[recorded.code])
    result = reverse("result", args=[recorded.code])
    assert (slip in page) is (acts >= 1)
    assert (result in page) is (acts >= 4)


def test_the_history_is_open_and_notes_between_officers_are_not():
    recorded = submitted()
    carried_on(recorded.case, 2)
    browser(cast.HOA).get(reverse("desk_dossier", args=[recorded.code]))
    page = browser().get(reverse("dossier", args=[recorded.code])).content.decode()
    assert "Lê Thị Hoa, Công chức tư pháp – hộ tịch" in page
    assert "Đủ điều kiện" not in page
    assert "1 lượt xem của người khác" in page


def test_letters_are_in_the_box_and_read_once_seen():
    recorded = submitted()
    tell_all()
    client = browser()
    assert unread(viewer_of(cast.LAN)) == 1
    assert "Thư (1 mới)" in client.get("/").content.decode()
    page = client.get(reverse("messages")).content.decode()
    assert f"Đã nộp hồ sơ {recorded.code}" in page
    assert reverse("dossier", args=[recorded.code]) in page
    assert unread(viewer_of(cast.LAN)) == 0
    assert "Bạn chưa có thư nào." in browser(cast.NAM).get(reverse("messages")).content.decode()


def test_looking_up_without_an_account_shows_no_person():
    recorded = submitted()
    client = browser(None)
    shown = client.post(reverse("lookup"), {"code": f" {recorded.code.lower()} ", "digits": "5678"})
    page = shown.content.decode()
    assert shown.status_code == 200
    assert "đang kiểm tra hồ sơ" in page
    assert "09:00 thứ Tư 29/04/2026" in page
    for secret in (cast.LAN.name, cast.LAN.phone, "Nguyễn", "/files/"):
        assert secret not in page, secret


def test_wrong_and_unknown_look_the_same_and_five_tries_are_enough():
    recorded = submitted()
    client = browser(None)
    pages = []
    for code, digits in ((recorded.code, "0000"), ("H00.00.00-260428-9999", "5678"), (recorded.code, "56")):
        shown = client.post(reverse("lookup"), {"code": code, "digits": digits})
        assert shown.status_code == 404
        text = shown.content.decode().replace(code, "")
        pages.append(re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", text))
    assert len(set(pages)) == 1
    for _ in range(3):
        client.post(reverse("lookup"), {"code": recorded.code, "digits": "0000"})
    late = client.post(reverse("lookup"), {"code": recorded.code, "digits": "5678"})
    assert late.status_code == 429
    assert int(late["Retry-After"]) in range(3590, 3601)
    assert "tra cứu hồ sơ sai, nhiều nhất 5 lần trong 1 giờ" in late.content.decode()
    assert f'value="{recorded.code}"' in late.content.decode()


def test_ones_own_dossier_opens_by_its_code_alone():
    recorded = submitted()
    address = f"{reverse('lookup')}?code={recorded.code}"
    assert browser().get(address).url == reverse("dossier", args=[recorded.code])
    assert browser(cast.NAM).get(address).status_code == 200
    assert browser(None).get(address).status_code == 200


def test_pages_stay_light():
    application = filled_in()
    recorded = submitted()
    client = browser()
    for address in ("/", reverse("procedure", args=[BIRTH]), reverse("dossier", args=[recorded.code])):
        assert len(gzip.compress(client.get(address).content)) < 10_000, address
    application = begun(requester__relation="mother", requester__phone="0912345678")
    assert len(gzip.compress(client.get(page_of(application, "child_name")).content)) < 10_000
