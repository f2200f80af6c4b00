"""The site's own pages: the demo's people, the journal's roots, the law with its marks, accessibility."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from kinhbac.kernel import definitions, seal
from kinhbac.site.demo import cast
from kinhbac.site.publishing import publish
from tests.cast import NOW
from tests.support.catalogue import few_plain
from tests.support.standing import stand

CATALOGUE = Path(__file__).parents[2] / "catalogue"
LANGUAGES = pytest.mark.parametrize("language", ["vi", "en"])


@pytest.fixture
def province(db, settings, tmp_path):
    """A province with the cast, on a data folder marked as a demo."""
    settings.KINHBAC_DATA = tmp_path
    settings.KINHBAC_SEALS = tmp_path / "seals"
    (tmp_path / "demo").write_text("small\n")
    definitions.forget()

    def make() -> None:
        publish(few_plain(), NOW)
        cast.enrol_all()

    stand(few_plain(), make)
    yield tmp_path
    definitions.forget()


def read(name: str, language: str = "vi", client: Client | None = None) -> str:
    client = client or Client()
    client.cookies["kinhbac_language"] = language
    answer = client.get(reverse(name))
    assert answer.status_code == 200
    return answer.content.decode()


@LANGUAGES
def test_the_demo_names_everybody_once_citizens_first(province, language):
    page = read("sign_in", language)
    for member in cast.CAST:
        assert page.count(str(member.account)) == 1
    assert page.index(cast.LAN.name) < page.index(cast.MINH.name) < page.index(cast.THU.name)
    office = definitions.current_directory().office(cast.office_of(cast.HOA)).name
    assert office.say(language).replace("'", "&#x27;") in page


@pytest.mark.parametrize(("member", "leads_to"), [(cast.LAN, "home"), (cast.MINH, "desk")])
def test_choosing_somebody_signs_in(province, member, leads_to):
    client = Client()
    answer = client.post(reverse("sign_in"), {"account": str(member.account)})
    assert answer["Location"] == reverse(leads_to)
    assert member.name in client.get(reverse(leads_to)).content.decode()
    client.post(reverse("sign_out"))
    assert member.name not in client.get(reverse("home")).content.decode()


@pytest.mark.parametrize(
    ("wanted", "leads_to"), [("/desk?q=an", "/desk?q=an"), ("https://elsewhere.example/", "/desk")]
)
def test_signing_in_goes_on_where_one_was_and_never_elsewhere(province, wanted, leads_to):
    answer = Client().post(reverse("sign_in"), {"account": str(cast.MINH.account), "next": wanted})
    assert answer["Location"] == leads_to


def test_nobody_is_chosen_from_another_machine(province):
    stranger = Client(REMOTE_ADDR="192.0.2.7")
    assert str(cast.LAN.account) not in read("sign_in", client=stranger)
    assert stranger.post(reverse("sign_in"), {"account": str(cast.LAN.account)}).status_code == 404


def test_nobody_is_chosen_where_the_folder_is_no_demo(province):
    (province / "demo").unlink()
    assert str(cast.LAN.account) not in read("sign_in")
    assert Client().post(reverse("sign_in"), {"account": str(cast.LAN.account)}).status_code == 404


@LANGUAGES
def test_what_only_a_button_sends_says_so_where_it_is_opened_as_a_page(province, language):
    client = Client()
    client.cookies["kinhbac_language"] = language
    answer = client.get(reverse("sign_out"))
    words = "không nhận phương thức" if language == "vi" else "does not take that method"
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert words in answer.content.decode()


@LANGUAGES
def test_without_roots_the_journal_says_when_the_first_comes(province, language):
    assert "kinhbac verify" in read("journal_root", language)
    assert ("Chưa có gốc nào" in read("journal_root", language)) is (language == "vi")


def test_roots_are_shown_whole_latest_first(province):
    seal.folder().mkdir(parents=True)
    for day in (date(2026, 4, 28), date(2026, 4, 29)):
        (seal.folder() / f"{day}.heads").write_text("")
    roots = seal.seal_days(date(2026, 5, 1))
    page = read("journal_root")
    assert page.index(roots[1].root) < page.index(roots[0].root)


@LANGUAGES
def test_a_changed_root_is_named_and_no_page_of_roots_pretends_to_be_whole(province, language):
    seal.folder().mkdir(parents=True)
    (seal.folder() / "2026-04-28.root").write_text("{")
    told = Client(HTTP_ACCEPT_LANGUAGE=language).get(reverse("journal_root"))
    assert told.status_code == 409
    assert "2026-04-28.root" in told.content.decode()
    assert "kinhbac verify" in told.content.decode()


@LANGUAGES
def test_the_law_shows_every_act_with_its_mark(province, language):
    page = read("law", language)
    for words in ("1.001193", "60/2014/QH13", "118/2025/NĐ-CP"):
        assert words in page
    compared, waiting = (
        ("Đã đối chiếu", "Chưa đối chiếu") if language == "vi" else ("Compared", "Not yet compared")
    )
    for mark in (compared, waiting):
        assert re.search(rf"</svg>\s*{mark}</strong>", page)


@LANGUAGES
def test_accessibility_names_what_is_not_done(province, language):
    words = "Chưa có người khuyết tật nào dùng thử" if language == "vi" else "No disabled person has tried"
    assert words in read("accessibility", language)


@pytest.mark.parametrize(
    ("member", "ways"),
    [(cast.MINH, ["counter", "figures"]), (cast.HOA, ["figures"]), (cast.LAN, [])],
    ids=["Minh", "Hoa", "Lan"],
)
def test_every_page_leads_officers_to_their_other_rooms(province, member, ways):
    client = Client()
    client.post(reverse("sign_in"), {"account": str(member.account)})
    page = read("law", client=client)
    for way in ("counter", "figures"):
        assert (f'<a href="{reverse(way)}">' in page) is (way in ways), way
