"""A supplement as the applicant answers it without JavaScript: item by item, kept, checked, sent once."""

import pytest
from django.urls import reverse

from kinhbac.kernel.reads import case_coded, contents_of
from kinhbac.services.procedures.models import TurnDraft
from kinhbac.services.procedures.reads.dossiers import files_of
from kinhbac.services.procedures.rules.state import citizen_wait
from kinhbac.site.demo import cast
from tests.services.procedures.browsing import browser, picture, upload
from tests.services.procedures.conftest import submitted, viewer_of
from tests.services.procedures.pages.citizen.asking import ITEMS, REASON, asked

pytestmark = pytest.mark.usefixtures("province", "morning")


def item(receipt, number: int) -> str:
    return reverse("supplement_item", args=[receipt.code, number])


def check(receipt) -> str:
    return reverse("turn_check", args=[receipt.code, "supplement"])


def state_of(receipt):
    return case_coded(receipt.code, viewer_of(cast.LAN))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "vi",
            ("Cần bạn bổ sung", "Hồ sơ đang chờ bạn bổ sung", "17:00 thứ Tư 13/05/2026", "Vì sao là lúc đó?"),
        ),
        ("en", ("We need more from you", "The dossier is waiting for your supplement", "Why that moment?")),
    ],
)
def test_the_dossier_says_exactly_what_is_asked_why_and_until_when(language, words):
    receipt = asked()
    page = browser(language=language).get(reverse("dossier", args=[receipt.code])).content.decode()
    for each in (*words, *ITEMS, REASON, reverse("supplement", args=[receipt.code]), "tel:", "/letters/2"):
        assert each in page, each


def test_the_whole_supplement_without_javascript():
    receipt, client = asked(), browser()
    here = client.get(reverse("supplement", args=[receipt.code]), follow=True)
    assert here.request["PATH_INFO"] == item(receipt, 1)
    assert ITEMS[0] in here.content.decode()
    assert "<script" not in here.content.decode()
    here = client.post(
        item(receipt, 1), {"files": [upload("mot.jpg"), upload("hai.png", picture("PNG"))]}, follow=True
    )
    assert here.request["PATH_INFO"] == item(receipt, 2)
    here = client.post(item(receipt, 2), {"text": "Đã sửa trong tờ khai"}, follow=True)
    assert here.request["PATH_INFO"] == check(receipt)
    name = reverse("turn_page", args=[receipt.code, "supplement", "child_name"])
    answers = client.get(reverse("turn_answers", args=[receipt.code, "supplement"])).content.decode()
    assert name in answers
    back = client.post(name, {"child.full_name": "Nguyễn Minh Ân"})
    assert back.url == reverse("turn_answers", args=[receipt.code, "supplement"])
    page = client.get(check(receipt)).content.decode()
    for words in (*ITEMS, "mot.jpg", "hai.png", "Đã sửa trong tờ khai", "Nguyễn Minh Ân"):
        assert words in page, words
    sent = client.post(check(receipt), follow=True)
    assert sent.request["PATH_INFO"] == reverse("dossier", args=[receipt.code])
    assert "Đã gửi phần bổ sung" in sent.content.decode()
    assert "Nguyễn Minh Ân" in sent.content.decode()
    state = state_of(receipt)
    assert citizen_wait(state) is None
    assert not TurnDraft.objects.exists()
    content = contents_of(state.case)[state.seq]
    assert [each["item"] for each in content["answers"]] == ITEMS
    assert content["changes"]["child.full_name"]["to"] == "Nguyễn Minh Ân"
    papers = {each["file"] for each in content["answers"][0]["files"]}
    assert papers <= {str(each) for each in files_of(receipt.code, viewer_of(cast.MINH))}


def test_sent_twice_it_happens_once():
    receipt, client = asked(ITEMS[:1]), browser()
    client.post(item(receipt, 1), {"text": "Ảnh rõ đây"})
    addresses = {client.post(check(receipt)).url for _ in range(2)}
    assert addresses == {f"{reverse('dossier', args=[receipt.code])}?done=supplement"}
    assert state_of(receipt).seq == 3


def test_nothing_is_lost_when_she_comes_back():
    receipt = asked()
    browser().post(item(receipt, 1), {"text": "Ảnh rõ đây", "files": [upload("mot.jpg")]})
    again = browser().get(reverse("supplement", args=[receipt.code]), follow=True)
    assert again.request["PATH_INFO"] == item(receipt, 2)
    page = browser().get(item(receipt, 1)).content.decode()
    assert "Ảnh rõ đây" in page
    assert "mot.jpg" in page


@pytest.mark.parametrize(
    ("posted", "kept", "words"),
    [
        ({}, "", "Bạn hãy gửi giấy tờ, hoặc viết vài chữ"),
        ({"text": "   "}, "", "Bạn hãy gửi giấy tờ, hoặc viết vài chữ"),
        ({"text": "Xem <b>ảnh", "files": upload("a.exe", b"MZ....")}, "Xem &lt;b&gt;ảnh", "a.exe"),
    ],
)
def test_wrong_input_is_kept_and_explained_in_the_same_words_twice(posted, kept, words):
    receipt = asked()
    shown = browser().post(item(receipt, 1), posted)
    text = shown.content.decode()
    assert shown.status_code == 422
    assert kept in text
    assert text.count(words) == 2
    assert "<title>Lỗi:" in text


def test_a_paper_is_looked_at_and_taken_back():
    receipt, client = asked(), browser()
    client.post(item(receipt, 1), {"files": [upload("mot.jpg")]})
    (paper,) = client.get(item(receipt, 1)).context["papers"]
    assert client.get(paper.address).status_code == 200
    assert browser(cast.NAM).get(paper.address).status_code == 404
    taken = client.post(item(receipt, 1), {"remove": paper.key})
    assert taken.url == item(receipt, 1)
    assert client.get(item(receipt, 1)).context["papers"] == []
    assert client.get(paper.address).status_code == 404


def test_more_papers_than_an_item_takes_are_refused_and_the_first_ones_stay():
    receipt, client = asked(), browser()
    colours = [f"#{20 * number:02x}0000" for number in range(1, 12)]
    files = [upload(f"{number}.png", picture("PNG", colour)) for number, colour in enumerate(colours)]
    client.post(item(receipt, 1), {"files": files[:8]})
    shown = client.post(item(receipt, 1), {"files": files[8:]})
    assert shown.status_code == 422
    assert "nhiều nhất 10 tệp" in shown.content.decode()
    assert len(client.get(item(receipt, 1)).context["papers"]) == 10


def test_a_change_that_opens_a_question_must_answer_it_first():
    receipt, client = asked(ITEMS[:1]), browser()
    client.post(item(receipt, 1), {"text": "Sinh tại nhà"})
    place = reverse("turn_page", args=[receipt.code, "supplement", "place"])
    opened = client.post(place, {"place.kind": "elsewhere"})
    assert opened.url == reverse("turn_page", args=[receipt.code, "supplement", "statement"])
    sent = client.post(check(receipt))
    assert sent.status_code == 422  # the form would not hold
    assert "statement" in sent.content.decode()
    assert citizen_wait(state_of(receipt)) is not None


def test_where_nothing_is_asked_the_page_says_so():
    receipt = submitted()
    shown = browser().get(reverse("supplement", args=[receipt.code]))
    assert shown.status_code == 409
    assert "hiện không được yêu cầu bổ sung" in shown.content.decode()
    assert browser().get(item(receipt, 1)).status_code == 409


def test_a_second_request_is_answered_anew():
    receipt, client = asked(), browser()
    client.post(item(receipt, 1), {"text": "Câu trả lời cũ"})
    TurnDraft.objects.update(asked="supplement.0")
    assert client.get(item(receipt, 1)).context["answer"].text == ""
    client.post(item(receipt, 1), {"text": "Câu trả lời mới"})
    assert TurnDraft.objects.get().items == {"0": {"text": "Câu trả lời mới", "files": []}}


@pytest.mark.parametrize("member", [cast.NAM, cast.MINH])
def test_anybody_elses_supplement_is_not_found(member):
    receipt, client = asked(), browser(member)
    for address in (
        reverse("supplement", args=[receipt.code]),
        item(receipt, 1),
        check(receipt),
        reverse("turn_answers", args=[receipt.code, "supplement"]),
        reverse("turn_page", args=[receipt.code, "supplement", "child_name"]),
    ):
        assert client.get(address).status_code == 404, address
    assert client.post(item(receipt, 1), {"text": "Nam"}).status_code == 404
    assert client.post(check(receipt)).status_code == 404
    assert not TurnDraft.objects.exists()
