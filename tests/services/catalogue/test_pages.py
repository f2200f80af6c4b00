"""The workshop in a browser without a script: an administrator walks through all of it, nobody else gets in."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from kinhbac.services.catalogue.actions import previews
from kinhbac.services.catalogue.reads import trying
from kinhbac.services.catalogue.reads.drafts import draft_of, open_drafts
from kinhbac.services.catalogue.reads.versions import versions_of
from kinhbac.services.procedures.models import Application
from kinhbac.site.demo import cast
from tests.services.catalogue.conftest import (
    COPIES,
    TODAY,
    TOMORROW,
    begun,
    dearer,
    edited,
    published,
    taken,
)
from tests.services.procedures.browsing import browser
from tests.services.procedures.conftest import MORNING

pytestmark = pytest.mark.usefixtures("morning")


def said(response) -> str:
    """Return what a page says, in one line."""
    words = re.sub(r"<[^>]+>", " ", response.content.decode().partition("<main")[2])
    return " ".join(unescape(words).split())


def ways(draft) -> list[str]:
    names = ("draft", "form", "path", "words", "publish")
    return [reverse(f"catalogue_{name}", args=[draft]) for name in names]


@pytest.mark.parametrize("member", [cast.BINH, cast.MINH, cast.LAN, cast.NAM])
def test_nobody_else_gets_in(yen, member):
    draft, client = begun(yen), browser(member)
    addresses = [reverse("catalogue"), reverse("catalogue_new"), reverse("catalogue_versions", args=[COPIES])]
    for address in (*addresses, *ways(draft), reverse("catalogue_file", args=[draft, "form.yaml"])):
        assert client.get(address).status_code == 403, address
    assert Client().get(reverse("catalogue")).status_code == 302


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_page_stands_in_both_languages(yen, language):
    client, draft = browser(cast.YEN, language), dearer(yen)
    published(yen)
    pages = [reverse("catalogue"), reverse("catalogue_new"), *ways(draft)]
    pages += [reverse("catalogue_file", args=[draft, "procedure.yaml"])]
    pages += [reverse("catalogue_versions", args=[COPIES]), reverse("catalogue_changes", args=[COPIES, 1])]
    for address in pages:
        assert client.get(address).status_code == 200, address


def test_a_draft_is_begun_with_an_existing_procedure(yen, desk):
    assert COPIES in said(desk.get(reverse("catalogue")))
    answer = desk.post(reverse("catalogue_draft_from", args=[COPIES]), follow=True)
    assert "No faults, and every example holds" in said(answer)
    assert [each.key for each in open_drafts(yen)] == [COPIES]


def test_a_draft_is_begun_with_a_pasted_text_or_with_files(yen, desk):
    texts = draft_of(begun(yen), yen).texts
    pasted = desk.post(
        reverse("catalogue_new"), {"name": "procedure.yaml", "text": texts["procedure.yaml"]}, follow=True
    )
    assert "the procedure has no form" in said(pasted)
    files = [SimpleUploadedFile(name, text.encode()) for name, text in texts.items()]
    sent = desk.post(reverse("catalogue_new"), {"files": files, "text": ""}, follow=True)
    assert "No faults, and every example holds" in said(sent)
    nothing = desk.post(reverse("catalogue_new"), {"text": " "})
    assert (nothing.status_code, "There is no text yet." in said(nothing)) == (422, True)


def test_a_fault_stands_beside_its_line_and_nothing_typed_is_lost(yen, desk):
    draft = begun(yen)
    found = draft_of(draft, yen)
    address = reverse("catalogue_file", args=[draft, "procedure.yaml"])
    text = found.texts["procedure.yaml"].replace("level: commune", "level: village")
    number = text.splitlines().index("level: village") + 1
    answer = desk.post(address, {"text": text, "edition": found.edition, "stay": "1"}, follow=True)
    shown = said(answer)
    assert f'procedure.yaml:{number} : "village" is not allowed here' in shown
    assert f"{number} level: village" in shown
    assert f'<span id="L{number}" class="source__fault">! {number}</span>' in answer.content.decode()
    assert "level: village" in answer.content.decode().partition("<textarea")[2]
    assert "village" in said(desk.get(reverse("catalogue_draft", args=[draft])))
    for page in (address, reverse("catalogue_draft", args=[draft])):
        shown = said(browser(cast.YEN, "vi").get(page))
        assert f'procedure.yaml:{number} : không dùng "village" ở đây được: viết một trong' in shown


def test_of_two_who_edit_the_later_is_told_and_loses_nothing(yen, desk):
    draft = begun(yen)
    found = draft_of(draft, yen)
    address = reverse("catalogue_file", args=[draft, "sheets.yaml"])
    edited(draft, yen, "sheets.yaml", {"Điện thoại": "Số điện thoại"})
    mine = found.texts["sheets.yaml"].replace("Số trang", "Số tờ")
    answer = desk.post(address, {"text": mine, "edition": found.edition})
    assert answer.status_code == 409
    shown = said(answer)
    assert "Somebody else has just saved this draft." in shown
    assert cast.YEN.name in shown
    assert "Số tờ" in answer.content.decode().partition("<textarea")[2]
    again = desk.post(address, {"text": mine, "edition": found.edition + 1, "stay": "1"}, follow=True)
    assert "Saved. There is no fault in this file." in said(again)


def test_examples_show_expected_and_found_and_block(yen, desk):
    draft = begun(yen)
    edited(draft, yen, "procedure.yaml", {"first_vnd: 2000": "first_vnd: 3000"})
    shown = said(desk.get(reverse("catalogue_draft", args=[draft])))
    assert "it cannot be published yet" in shown
    assert "fee : 10000" in shown
    assert "fee : 14000" in shown
    assert "so it cannot be published" in said(desk.get(reverse("catalogue_publish", args=[draft])))


def test_the_form_is_walked_through_and_nothing_is_stored(yen, desk):
    address = reverse("catalogue_form", args=[begun(yen)])
    first = desk.get(address)
    assert "Nothing" not in said(first)
    assert "nothing is stored" in said(first)
    page = re.search(r'name="page" value="([^"]+)"', first.content.decode())[1]
    wrong = desk.post(address, {"answers": "{}", "page": page, "requester.full_name": ""})
    assert wrong.status_code == 422
    given = {"requester.full_name": "Trần Thị Lan", "requester.identity_number": "027196001234"}
    second = desk.post(address, {"answers": "{}", "page": page, **given})
    assert second.status_code == 200
    assert "Trần Thị Lan" in unescape(second.content.decode())
    assert re.search(r'name="page" value="([^"]+)"', second.content.decode())[1] != page
    example = desk.get(f"{address}?example=ordinary&page=amount")
    assert 'value="3"' in example.content.decode()
    strange = desk.post(address, {"answers": "[1", "page": "nowhere"})
    assert strange.status_code == 200
    assert not Application.objects.exists()


def test_the_path_is_drawn_and_told(yen, desk):
    answer = desk.get(reverse("catalogue_path", args=[begun(yen, "1.013225")]))
    body = answer.content.decode()
    assert body.count("route__box") >= 5
    assert 'role="img"' in body
    assert "Waits for:" in said(answer)


def test_the_words_of_page_and_letters_are_shown(yen, desk):
    shown = said(desk.get(reverse("catalogue_words", args=[begun(yen)])))
    assert "2,000 dong for each of the first two pages" in shown
    assert "[code]" in shown
    late = said(desk.get(reverse("catalogue_words", args=[begun(yen)]) + "?on=2020-01-01"))
    assert "nothing is in force on 01/01/2020" in late


def test_a_change_is_previewed_counts_first_then_rows(yen, desk, at):
    taken(MORNING - timedelta(minutes=1), "1")
    taken(MORNING - timedelta(days=30), "2")
    taken(MORNING - timedelta(days=100), "3")
    at(MORNING + timedelta(days=300))
    draft = dearer(yen)
    answer = desk.post(reverse("catalogue_preview_begin", args=[draft]), {"on": ""}, follow=True)
    shown = said(answer)
    assert "2 of 2 dossiers would differ." in shown
    assert "Another fee 2" in shown
    assert "Another path 0 Another due moment 0" in shown
    rows = desk.get(f"{answer.redirect_chain[-1][0]}/dossiers?effect=fee")
    assert "10.000 ₫" in said(rows)
    assert "14.000 ₫" in said(rows)
    assert "Lan" not in said(rows)
    assert "2 of 2 dossiers would differ" in said(desk.get(reverse("catalogue_publish", args=[draft])))


def test_more_than_a_few_are_left_to_the_worker(yen, desk, monkeypatch):
    monkeypatch.setattr(previews, "AT_ONCE", 1)
    monkeypatch.setattr(previews, "PIECE", 2)
    monkeypatch.setattr(trying, "PIECE", 2)
    for number in range(3):
        taken(MORNING - timedelta(minutes=number + 1), str(number))
    draft = dearer(yen)
    answer = desk.post(reverse("catalogue_preview_begin", args=[draft]), {}, follow=True)
    assert "Computing: 0 of 3 dossiers." in said(answer)
    assert answer["Refresh"] == "2"
    assert previews.work_pending() == 2
    assert "Computing: 2 of 3 dossiers." in said(desk.get(answer.redirect_chain[-1][0]))
    assert [previews.work_pending(), previews.work_pending()] == [1, 0]
    assert "3 of 3 dossiers would differ." in said(desk.get(answer.redirect_chain[-1][0]))


def test_it_is_published_seen_taken_back_and_ended(yen, desk):
    draft = dearer(yen)
    found = draft_of(draft, yen)
    address = reverse("catalogue_publish", args=[draft])
    given = {"edition": found.edition, "key": COPIES, "from_on": TOMORROW.isoformat(), "why": "Phí mới"}
    missing = desk.post(address, given)
    assert missing.status_code == 409
    assert "The number or the day of the decision of announcement is missing." in said(missing)
    assert 'value="Phí mới"' in missing.content.decode()
    done = desk.post(address, {**given, "number": "123/QĐ-UBND", "signed_on": TODAY.isoformat()}, follow=True)
    shown = said(done)
    assert "Published." in shown
    assert "2026.2 To come" in shown
    assert "Decision 123/QĐ-UBND of 28/04/2026." in shown
    changes = said(desk.get(reverse("catalogue_changes", args=[COPIES, 1])))
    assert "first_vnd: 3000" in changes
    assert "first_vnd: 2000" in changes
    versions = reverse("catalogue_versions", args=[COPIES])
    back = desk.post(f"{versions}/take-back", {"number": "1", "why": "Hoãn"}, follow=True)
    assert "Taken back at 09:00" in said(back)
    end = {
        "last_day": TOMORROW.isoformat(),
        "number": "5/QĐ",
        "signed_on": TODAY.isoformat(),
        "why": "Bãi bỏ",
    }
    assert "Takes new dossiers until 29/04/2026." in said(desk.post(f"{versions}/end", end, follow=True))
    assert len(versions_of(COPIES, yen, TODAY)) == 3


def test_what_is_not_there_is_said_so(yen, desk):
    draft = begun(yen)
    desk.post(reverse("catalogue_discard", args=[draft]))
    assert desk.get(reverse("catalogue_draft", args=[draft])).status_code == 404
    assert desk.get(reverse("catalogue_versions", args=["9.999999"])).status_code == 404
    assert desk.get(reverse("catalogue_changes", args=[COPIES, 7])).status_code == 404
