"""The citizen's own page, her papers, and everything of hers in one download: hers alone, light, and recorded."""

import gzip
import json
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse

from kinhbac.services.procedures.reads.dossiers import dossier_coded, files_of
from kinhbac.site.demo import cast
from kinhbac.tools.files.configured import store
from kinhbac.tools.files.models import StoredFile
from kinhbac.tools.identity.actions import mandates
from kinhbac.tools.identity.models import RecordOpening
from tests.services.procedures.browsing import browser
from tests.services.procedures.conftest import MORNING, carried_on, filled_in, submitted, viewer_of
from tests.support.signing import signed_in

pytestmark = pytest.mark.usefixtures("province", "morning")


def said(answer) -> str:
    return answer.content.decode()


def downloaded(client: Client) -> ZipFile:
    answer = client.post(reverse("export"))
    assert answer["Content-Type"] == "application/zip"
    return ZipFile(BytesIO(b"".join(answer.streaming_content)))


def test_the_own_page_begins_everything_that_is_hers():
    receipt = submitted()
    carried_on(receipt.case, 5)
    dossier_coded(receipt.code, viewer_of(cast.HOA), MORNING)
    other = submitted()
    shown = said(browser(cast.LAN).get(reverse("my")))
    for words in (other.code, cast.HOA.name, cast.POTTERY.name, reverse("sessions"), reverse("export")):
        assert words in shown
    strangers = said(browser(cast.NAM).get(reverse("my")))
    for words in (receipt.code, other.code, cast.HOA.name, cast.POTTERY.name):
        assert words not in strangers
    assert browser(None).get(reverse("my")).status_code == 302


def test_without_the_keys_of_numbers_the_page_says_that_we_are_at_fault(settings, tmp_path, caplog):
    lan = browser(cast.LAN)
    assert cast.LAN.number in str(downloaded(lan).read("me.json"))
    settings.KINHBAC_NUMBER_KEYS = tmp_path / "elsewhere"
    answer = lan.post(reverse("export"))
    assert answer.status_code == 503
    assert "Cơ sở dữ liệu đang bận hoặc tạm ngừng" in said(answer)
    assert "number-keys/seal-" in caplog.text
    assert cast.LAN.number not in caplog.text


def test_whom_she_acts_for_and_who_acts_for_her_stand_on_it_until_it_ends():
    last = date(2026, 9, 30)
    wanted = mandates.Wanted(cast.NAM.number, cast.NAM.name, (), MORNING.date(), last)
    key = mandates.give(wanted=wanted, latest=last, viewer=viewer_of(cast.LAN), now=MORNING)
    hers, his = (said(browser(each).get(reverse("my"))) for each in (cast.LAN, cast.NAM))
    assert cast.NAM.name in hers
    assert cast.LAN.name in his
    assert "30/09/2026" in hers
    assert "30/09/2026" in his
    mandates.end(mandate=key, viewer=viewer_of(cast.LAN), now=MORNING)
    assert "30/09/2026" not in said(browser(cast.LAN).get(reverse("my")))


def test_results_and_papers_stand_under_their_dossier():
    receipt = submitted()
    carried_on(receipt.case, 5)
    shown = said(browser(cast.LAN).get(reverse("papers")))
    (paper,) = files_of(receipt.code, viewer_of(cast.LAN))
    for address in (
        reverse("result", args=[receipt.code]),
        reverse("slip", args=[receipt.code]),
        reverse("dossier_file", args=[receipt.code, paper]),
    ):
        assert address in shown
    assert "giay-chung-sinh" in shown
    assert receipt.code not in said(browser(cast.NAM).get(reverse("papers")))
    assert receipt.code not in said(browser(cast.LAN).get(reverse("papers"), {"begin": "1"}))
    assert browser(cast.LAN).get(reverse("papers"), {"begin": "x" * 9}).status_code == 200


def test_the_pages_stay_light():
    for _ in range(4):
        receipt = submitted()
        carried_on(receipt.case, 2)
        dossier_coded(receipt.code, viewer_of(cast.BINH), MORNING)
    for name in ("my", "papers", "record", "export"):
        assert len(gzip.compress(browser(cast.LAN).get(reverse(name)).content)) < 10_000, name


def test_everything_of_hers_comes_in_one_download_and_it_is_recorded():
    receipt, application = submitted(), filled_in()
    stranger = submitted(cast.NAM)
    dossier_coded(receipt.code, viewer_of(cast.MINH), MORNING)
    archive = downloaded(browser(cast.LAN))
    names = set(archive.namelist())
    (paper,) = (each for each in names if each.startswith(f"papers/{receipt.code}/"))
    assert {
        "index.html", "me.json", "letters.json", "who-looked.json",
        f"dossiers/{receipt.code}.html", f"dossiers/{receipt.code}.json", f"forms/{application}.json",
    } <= names  # fmt: skip
    (key,) = files_of(receipt.code, viewer_of(cast.LAN))
    with store().open(StoredFile.objects.get(pk=key).kept().digest) as content:
        assert archive.read(paper) == content.read()
    assert json.loads(archive.read("me.json"))["record"]["identity_number"] == cast.LAN.number
    looked = json.loads(archive.read("who-looked.json"))
    assert cast.MINH.name in {each["who"] for each in looked}
    assert f"dossiers/{receipt.code}.html" in archive.read("index.html").decode()
    assert paper in archive.read(f"dossiers/{receipt.code}.html").decode()
    assert json.loads(archive.read(f"dossiers/{receipt.code}.json"))["groups"]
    whole = b"".join(archive.read(name) for name in names)
    for words in (stranger.code, cast.NAM.number, cast.MINH.number):
        assert words.encode() not in whole
    (recorded,) = RecordOpening.objects.filter(purpose="export")
    assert (recorded.person_id, recorded.opened_by) == (cast.LAN.person, cast.LAN.person)
    assert "Tải về toàn bộ dữ liệu" in said(browser(cast.LAN).get(reverse("record")))


def test_a_damaged_paper_is_named_and_does_not_stop_the_rest():
    receipt = submitted()
    (key,) = files_of(receipt.code, viewer_of(cast.LAN))
    store().path(StoredFile.objects.get(pk=key).kept().digest).unlink()
    archive = downloaded(browser(cast.LAN))
    assert f"papers/{receipt.code}/01-" in archive.read("index.html").decode()


@pytest.mark.parametrize(("level", "status"), [(0, 303), (1, 303), (2, 200)])
def test_it_takes_level_2(level, status):
    client = signed_in(Client(), cast.LAN.account, level=level)
    assert client.get(reverse("export")).status_code == 200
    answer = client.post(reverse("export"))
    assert answer.status_code == status
    assert RecordOpening.objects.filter(purpose="export").exists() is (level == 2)
    if status == 303:
        shown = client.get(answer["Location"])
        assert "mọi dữ liệu và giấy tờ của bạn" in said(shown)


def test_nobody_downloads_nothing():
    assert browser(None).get(reverse("export")).status_code == 302
    assert browser(None).post(reverse("export")).status_code == 403
