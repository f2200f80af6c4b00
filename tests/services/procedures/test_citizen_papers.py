"""Papers and photographs on a page of the form: several at once, refused with a reason, taken back, never doubled."""

import re

import pytest
from django.urls import reverse

from kinhbac.services.procedures.reads.own import unsent_drafts
from kinhbac.site.demo import cast
from kinhbac.tools.files.models import StoredFile
from tests.services.procedures.browsing import answers_of, at_papers, begun, browser, page_of, picture, upload
from tests.services.procedures.conftest import filled_in, submitted, viewer_of

pytestmark = pytest.mark.usefixtures("province", "morning")
COLOURS = ("red", "green", "blue", "black", "white", "yellow")


def test_several_papers_come_at_once_and_a_bad_one_is_refused_beside_the_question():
    application = at_papers()
    address = page_of(application, "birth_notice")
    files = [upload("mot.jpg"), upload("hai.txt", b"not a picture"), upload("ba.jpg", b"")]
    shown = browser().post(address, {"papers.birth_notice": files})
    text = shown.content.decode()
    assert shown.status_code == 422
    assert text.count("hai.txt: Tệp này không phải ảnh") == 2
    assert "mot.jpg</a>" in text
    assert [each["name"] for each in answers_of(application)["papers"]["birth_notice"]] == ["mot.jpg"]


def test_a_photograph_of_an_iphone_is_taken():
    import pillow_heif  # noqa: PLC0415  - heavy, and only this test writes such pictures

    pillow_heif.register_heif_opener()
    application = at_papers()
    photo = upload("IMG_0001.HEIC", picture("HEIF"))
    sent = browser().post(page_of(application, "birth_notice"), {"papers.birth_notice": [photo]})
    assert sent.status_code == 302
    (paper,) = answers_of(application)["papers"]["birth_notice"]
    shown = browser().get(reverse("application_file", args=[application, paper["file"]]))
    assert shown["Content-Type"] == "image/jpeg"


def test_no_paper_at_all_is_explained():
    shown = browser().post(page_of(at_papers(), "birth_notice"), {})
    assert shown.status_code == 422
    assert shown.content.decode().count("Bạn hãy thêm ảnh giấy chứng sinh") == 2


def test_the_same_picture_sent_twice_stands_there_once_and_can_be_taken_back():
    application = at_papers()
    client, address = browser(), page_of(application, "birth_notice")
    for _ in range(2):
        assert client.post(address, {"papers.birth_notice": [upload()]}).status_code == 302
    (paper,) = answers_of(application)["papers"]["birth_notice"]
    assert client.post(address, {"remove": paper["file"]}).url == address
    assert "papers" not in answers_of(application) or not answers_of(application)["papers"]
    assert not StoredFile.objects.filter(pk=paper["file"]).exists()


def test_more_papers_than_the_form_takes_leave_those_before():
    application = at_papers()
    client, address = browser(), page_of(application, "birth_notice")
    client.post(address, {"papers.birth_notice": [upload("dau.jpg")]})
    stored = StoredFile.objects.count()
    pictures = [upload(f"{each}.png", picture("PNG", each)) for each in COLOURS]
    shown = client.post(address, {"papers.birth_notice": pictures})
    assert shown.status_code == 422
    assert shown.content.decode().count("“Chụp ảnh giấy chứng sinh”: tối đa 5 tệp") == 2
    assert [each["name"] for each in answers_of(application)["papers"]["birth_notice"]] == ["dau.jpg"]
    assert StoredFile.objects.count() == stored


def test_a_paper_of_a_dossier_stays_when_a_form_lets_it_go():
    recorded = submitted()
    client = browser()
    papers = re.findall(
        r"/files/([0-9a-f-]{36})", client.get(reverse("dossier", args=[recorded.code])).content.decode()
    )
    application = begun(papers__birth_notice=[{"file": papers[0], "name": "cu.jpg"}])
    client.post(reverse("application_discard", args=[application]))
    assert client.get(reverse("dossier_file", args=[recorded.code, papers[0]])).status_code == 200


def test_an_unsent_form_can_be_thrown_away_with_its_papers():
    application = filled_in()
    client = browser()
    assert client.post(reverse("application_discard", args=[application])).url == reverse("dossiers")
    assert not unsent_drafts(viewer_of(cast.LAN))
    assert not StoredFile.objects.exists()
    assert "Bạn chưa có hồ sơ nào." in client.get(reverse("dossiers")).content.decode()
