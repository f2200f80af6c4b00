"""Rating an ended service: once, confidential, by the applicant alone."""

from uuid import uuid4

import pytest
from django.urls import reverse

from kinhbac.kernel.reads import case_coded, contents_of
from kinhbac.kernel.tell import tell_all
from kinhbac.services.procedures.pages.citizen.rating import CRITERIA
from kinhbac.site.demo import cast
from tests.services.procedures.browsing import browser
from tests.services.procedures.conftest import carried_on, submitted, viewer_of

pytestmark = pytest.mark.usefixtures("province", "morning")


def returned():
    receipt = submitted()
    carried_on(receipt.case, 5)
    return receipt


def rate(receipt) -> str:
    return reverse("rate", args=[receipt.code])


def test_an_ended_service_is_rated_once():
    receipt, client = returned(), browser()
    tell_all()
    for place in (reverse("dossier", args=[receipt.code]), reverse("messages")):
        assert rate(receipt) in client.get(place).content.decode()
    page = client.get(rate(receipt)).content.decode()
    assert "được giữ kín" in page
    assert all(name.vi in page for _, name in CRITERIA)
    posted = {
        "key": str(uuid4()),
        "stars": "4",
        "words": "Nhanh",
        "criterion-in_time": "good",
        "criterion-x": "bad",
    }
    addresses = {client.post(rate(receipt), posted).url for _ in range(2)}
    assert addresses == {f"{reverse('dossier', args=[receipt.code])}?done=rate"}
    state = case_coded(receipt.code, viewer_of(cast.LAN))
    assert (state.facts["rated"], state.seq) == (4, 7)
    assert contents_of(state.case)[7] == {"words": "Nhanh", "criteria": {"in_time": "good"}}
    assert rate(receipt) not in client.get(reverse("dossier", args=[receipt.code])).content.decode()
    shown = client.get(rate(receipt))
    assert shown.status_code == 409
    assert "đã đánh giá" in shown.content.decode()


def test_officers_do_not_read_what_was_said():
    receipt = returned()
    browser().post(rate(receipt), {"key": str(uuid4()), "stars": "1", "words": "Thái độ chưa tốt"})
    for officer in (cast.MINH, cast.HOA, cast.BINH):
        page = (
            browser(officer).get(reverse("desk_dossier", args=[receipt.code]), follow=True).content.decode()
        )
        assert "Thái độ chưa tốt" not in page


@pytest.mark.parametrize(
    ("language", "words"), [("vi", "chọn một mức hài lòng"), ("en", "Choose how satisfied you are")]
)
@pytest.mark.parametrize("stars", ["", "0", "6", "<b>"])
def test_without_a_mark_everything_typed_stays(stars, language, words):
    receipt = returned()
    posted = {"key": str(uuid4()), "stars": stars, "words": "Xin <cảm> ơn", "criterion-attitude": "bad"}
    shown = browser(language=language).post(rate(receipt), posted)
    text = shown.content.decode()
    assert shown.status_code == 422
    assert text.count(words) == 2
    assert "Xin &lt;cảm&gt; ơn" in text
    assert 'value="bad" checked' in text
    assert posted["key"] in text


def test_what_has_not_ended_is_not_rated_yet():
    shown = browser().get(rate(submitted()))
    assert shown.status_code == 409
    assert "Dịch vụ chưa kết thúc" in shown.content.decode()


@pytest.mark.parametrize("member", [cast.NAM, cast.MINH])
def test_nobody_else_rates(member):
    receipt = returned()
    assert browser(member).get(rate(receipt)).status_code == 404
    assert browser(member).post(rate(receipt), {"key": str(uuid4()), "stars": "5"}).status_code == 404
