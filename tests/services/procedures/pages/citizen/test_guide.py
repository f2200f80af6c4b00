"""A procedure before anything is asked, and the questions whether it is the right one."""

import gzip
from dataclasses import replace

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from kinhbac.base.text import Text
from kinhbac.services.procedures.models import Application
from kinhbac.services.procedures.reads.published import procedure_now
from kinhbac.site.demo import cast
from tests.services.procedures.browsing import begun, browser
from tests.services.procedures.conftest import BIRTH

pytestmark = pytest.mark.usefixtures("province", "morning")
UNOFFICIAL = "unofficial translation"


def said(answer) -> str:
    return answer.content.decode()


def eligible(member=None, language="vi", key=BIRTH, **answers: str):
    return browser(member, language).get(reverse("eligible", args=[key]), answers)


def test_it_says_all_before_anything_is_asked():
    page = said(browser(None).get(reverse("procedure", args=[BIRTH])))
    for words in (
        "không hết hạn",
        "Nếu “",
        "(1 bản chính)",
        "Không phải nộp nếu đã có trong: Dữ liệu giấy chứng sinh điện tử.",
        "Như nhau cho mọi cách nộp.",
        "Bộ phận Một cửa, nơi bạn nộp",
        "Lãnh đạo, Ủy ban nhân dân cấp xã",
        "4 giờ làm việc",
        "Bộ phận Một cửa của bất kỳ xã, phường nào trong tỉnh",
        "Ứng dụng VNeID",
        "17:00 thứ Ba 28/04/2026",
    ):
        assert words in page, words


@pytest.mark.parametrize("key", ["1.001193", "1.004873", "1.013225", "2.000815", "3.000333"])
def test_english_is_marked_as_unofficial_once_on_a_page_and_never_in_a_name(key):
    english = said(browser(None, "en").get(reverse("procedure", args=[key])))
    assert english.count(UNOFFICIAL) == 1
    vietnamese = said(browser(None).get(reverse("procedure", args=[key])))
    assert UNOFFICIAL not in vietnamese
    assert "không chính thức" not in vietnamese


def test_fees_that_differ_stand_under_their_channels():
    page = said(browser(None).get(reverse("procedure", args=["2.000815"])))
    assert "2.000 đồng một trang" in page


def test_questions_come_one_to_a_page_and_nothing_is_kept():
    first = said(eligible())
    assert "Em bé đã được cấp Giấy khai sinh chưa?" in first
    assert "người nước ngoài" not in first
    second = said(eligible(certificate="no"))
    assert "người nước ngoài" in second
    assert '<input type="hidden" name="certificate" value="no">' in second
    done = said(eligible(certificate="no", foreign="no"))
    assert "Đúng việc của bạn" in done
    assert "Đăng nhập để bắt đầu" in done
    assert Application.objects.count() == 0


def test_the_way_out_names_procedure_office_and_law():
    page = said(eligible(certificate="no", foreign="yes"))
    assert "Đăng ký khai sinh có yếu tố nước ngoài" in page
    assert "2.000528" in page
    assert "Bộ phận Một cửa của xã hoặc phường nơi cha hoặc mẹ cư trú" in page
    assert "Điều 35" in page
    assert reverse("apply", args=[BIRTH]) not in page
    english = said(eligible(language="en", key="1.013225", works="other"))
    assert "This form is for houses only" in english


def test_going_on_without_an_answer_says_what_to_do():
    answer = eligible(asked="certificate")
    assert answer.status_code == 422
    assert "Hãy chọn một câu trả lời" in said(answer)
    assert eligible(certificate="<script>", asked="certificate").status_code == 422


def test_who_is_signed_in_begins_right_after_the_questions_and_later_goes_on_without_them():
    page = said(eligible(cast.LAN, certificate="no", foreign="no"))
    assert reverse("apply", args=[BIRTH]) in page
    begun()
    guide = said(browser(cast.LAN).get(reverse("procedure", args=[BIRTH])))
    assert "Làm tiếp tờ khai đang dở" in guide
    assert reverse("eligible", args=[BIRTH]) not in guide


def test_the_page_stays_light():
    page = browser(None).get(reverse("procedure", args=[BIRTH])).content
    assert len(gzip.compress(page)) < 10_000


@pytest.mark.parametrize(
    ("online", "words"),
    [
        ({"full": True}, "Trực tuyến toàn trình:"),
        (
            {"full": False, "reason": Text(vi="phải lấy dấu vân tay", en="fingerprints")},
            "phải lấy dấu vân tay.",
        ),
        ({}, ""),
    ],
)
def test_how_far_it_goes_online_is_said_with_its_reason(online, words):
    shown = render_to_string("procedures/citizen/online.html", {"online": online})
    assert words in shown
    assert bool(shown.strip()) is bool(online)


@pytest.fixture
def sure(monkeypatch):
    """Let somebody have compared the act behind the first question with its text."""
    found, name = procedure_now(BIRTH)
    law = tuple(replace(each, verified=each.verified or each.key == "civil_status_13") for each in found.law)
    known = replace(found, law=law)
    for place in ("actions.applications", "pages.citizen.guide"):
        monkeypatch.setattr(f"kinhbac.services.procedures.{place}.procedure_now", lambda *_: (known, name))


def test_what_an_act_excludes_is_refused_wherever_it_is_posted(sure):
    client, address = browser(cast.LAN), reverse("apply", args=[BIRTH])
    excluded = client.post(address, {"certificate": "has"})
    assert excluded.status_code == 409
    assert "Mỗi người chỉ đăng ký khai sinh một lần" in said(excluded)
    assert "2.000635" in said(excluded)
    assert client.post(address).status_code == 409
    page = said(eligible(cast.LAN, certificate="no", foreign="no"))
    assert '<input type="hidden" name="certificate" value="no">' in page
    assert "Tôi vẫn cần đúng thủ tục này" not in said(eligible(cast.LAN, certificate="has"))
    assert client.post(address, {"certificate": "no", "foreign": "no"}).status_code == 302
    assert client.post(address).status_code == 302  # what was begun is gone on with


def test_what_is_unsure_only_advises():
    assert "Tôi vẫn cần đúng thủ tục này" in said(eligible(cast.LAN, certificate="has"))
    answer = browser(cast.LAN).post(reverse("apply", args=[BIRTH]), {"certificate": "has"})
    assert answer.status_code == 302
