"""Officers' pages as a browser without JavaScript meets them: every act, who may not, and what happens on a fault."""

import re
from datetime import datetime
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from kinhbac.base.clock import HCM, FixedClock
from kinhbac.kernel import actions as cases
from kinhbac.kernel.reads import case_of, contents_of, entries_of
from kinhbac.kernel.verify import verify
from kinhbac.services.procedures.actions import dossiers
from kinhbac.services.procedures.reads.dossiers import dossier_coded
from kinhbac.site.demo import cast
from kinhbac.tools.identity.actions import appoint, substitute
from tests.services.procedures.browsing import browser
from tests.services.procedures.conftest import MORNING, carried_on, photograph, submitted, viewer_of

pytestmark = pytest.mark.usefixtures("province", "morning")

SEEN = {"component": ["application", "birth_notice", "identity"]}
ACTS = (
    (cast.MINH, "receive", SEEN, "dossier.received"),
    (cast.HOA, "propose", {"note": "Đủ điều kiện"}, "dossier.proposed"),
    (cast.BINH, "approve", {}, "dossier.approved"),
    (cast.HOA, "issue_result", {}, "dossier.result_issued"),
    (cast.MINH, "hand_over", {"to": "applicant"}, "dossier.handed_over"),
)
"""The acts of a normal day as their forms send them, and the entries that they write."""


@pytest.fixture
def morning(monkeypatch):
    monkeypatch.setattr(cases, "clock", FixedClock(MORNING))


@pytest.fixture
def dossier(province):
    return submitted()


def page(member, recorded, language="vi"):
    return browser(member, language).get(reverse("desk_dossier", args=[recorded.code]))


def hidden(html: str, act: str) -> dict[str, str]:
    """Return the state and the key that the form of an act carries."""
    form = re.search(rf'action="[^"]*/{act}".*?</form>', html, re.DOTALL)[0]
    return {name: re.search(rf'name="{name}" value="([^"]+)"', form)[1] for name in ("seen", "key")}


def send(member, recorded, act, values=None, **carried):
    carried = {"seen": case_of(recorded.case, viewer_of(cast.LAN)).seq, "key": str(uuid4()), **carried}
    address = reverse("desk_act", args=[recorded.code, act])
    return browser(member).post(address, {**(values or {}), **carried})


def names(recorded) -> list[str]:
    return [entry.name for entry in entries_of(recorded.case)]


def said(answer) -> str:
    return answer.content.decode()


@pytest.mark.parametrize("name", ["desk_act", "desk_undo"])
def test_who_comes_back_to_the_address_of_an_act_finds_the_dossier(dossier, name):
    args = [dossier.code, "receive"] if name == "desk_act" else [dossier.code]
    answer = browser(cast.MINH).get(reverse(name, args=args))
    assert (answer.status_code, answer.url) == (302, reverse("desk_dossier", args=[dossier.code]))


def test_a_dossier_goes_through_a_whole_day_by_the_forms_of_its_page(dossier):
    for number, (officer, act, values, entry) in enumerate(ACTS, start=2):
        shown = page(officer, dossier)
        assert shown.status_code == 200
        answer = send(officer, dossier, act, values, **hidden(said(shown), f"acts/{act}"))
        assert answer.status_code == 302
        assert answer["Location"].endswith(f"?done={act}")
        assert names(dossier)[-1] == entry
        assert len(names(dossier)) == number
    assert not case_of(dossier.case, viewer_of(cast.LAN)).is_open
    assert verify().faults == []


def test_the_list_shows_what_waits_and_loses_it_when_it_is_passed_on(dossier):
    desk = reverse("desk")
    assert dossier.code in said(browser(cast.MINH).get(desk))
    assert "Không có việc nào đang chờ" in said(browser(cast.HOA).get(desk))
    carried_on(dossier.case, 1)
    assert dossier.code not in said(browser(cast.MINH).get(desk))
    assert dossier.code in said(browser(cast.MINH).get(f"{desk}?queue=ended"))
    assert dossier.code in said(browser(cast.HOA).get(desk))


@pytest.mark.parametrize(
    ("sought", "found"), [("HOA", False), ("tran", True), ("TRẦN", True), ("0001", True), ("zzz", False)]
)
def test_the_search_folds_marks_and_case(dossier, sought, found):
    child = dossier_coded(dossier.code, viewer_of(cast.LAN), MORNING).summary.about
    assert child.startswith("Trần")
    assert (dossier.code in said(browser(cast.MINH).get(reverse("desk"), {"q": sought}))) is found


@pytest.mark.parametrize("member", [cast.THU, cast.SON, cast.HANH], ids=lambda member: member.key)
def test_officers_of_another_office_find_nothing(dossier, member):
    carried_on(dossier.case, 1)
    paper = "00000000-0000-4000-8000-000000000000"
    for name, more in (("desk_dossier", []), ("desk_correct", []), ("slip", []), ("desk_file", [paper])):
        answer = browser(member).get(reverse(name, args=[dossier.code, *more]))
        assert answer.status_code == 404
    assert send(member, dossier, "propose").status_code == 404
    assert browser(member).post(reverse("desk_undo", args=[dossier.code])).status_code == 404
    assert len(names(dossier)) == 2


@pytest.mark.parametrize("member", [cast.NAM, cast.LAN], ids=lambda member: member.key)
def test_the_desk_is_closed_to_citizens(dossier, member):
    for name, args in (("desk", []), ("desk_dossier", [dossier.code]), ("desk_correct", [dossier.code])):
        assert browser(member).get(reverse(name, args=args)).status_code == 403
    assert send(member, dossier, "receive", SEEN).status_code == 403
    assert names(dossier) == ["dossier.submitted"]


def test_nobody_is_sent_to_sign_in(dossier):
    answer = Client().get(reverse("desk_dossier", args=[dossier.code]))
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("sign_in"))


@pytest.mark.parametrize(
    ("member", "act"), [(cast.BINH, "propose"), (cast.MINH, "propose"), (cast.HOA, "approve")]
)
def test_a_wrong_role_or_a_wrong_moment_is_refused_and_nothing_written(dossier, member, act):
    carried_on(dossier.case, 1)
    answer = send(member, dossier, act, {"note": "cố thử"})
    assert answer.status_code == 409
    assert "Chưa ghi được" in said(answer)
    assert "cố thử" in said(answer)
    assert len(names(dossier)) == 2


@pytest.mark.parametrize("act", ["correct", "submit", "burn"])
def test_what_is_no_act_of_the_procedure_is_not_found(dossier, act):
    assert send(cast.MINH, dossier, act).status_code == 404


@pytest.mark.parametrize("carried", [{"seen": ""}, {"seen": "x"}, {"key": ""}, {"key": "k" * 5000}])
def test_a_form_without_its_state_or_key_is_no_form_of_ours(dossier, carried):
    assert send(cast.MINH, dossier, "receive", SEEN, **carried).status_code == 400
    assert names(dossier) == ["dossier.submitted"]


def test_receiving_asks_for_every_component(dossier):
    answer = send(cast.MINH, dossier, "receive", {"component": ["application"], "note": "Ảnh mờ"})
    assert answer.status_code == 422
    assert "Bạn chưa xác nhận: Giấy chứng sinh; Giấy tờ tùy thân" in said(answer)
    assert "Ảnh mờ" in said(answer)
    assert re.search(r'value="application" checked', said(answer))
    assert names(dossier) == ["dossier.submitted"]


def test_what_was_checked_at_reception_stands_in_the_journal(dossier):
    send(cast.MINH, dossier, "receive", {**SEEN, "note": "Ảnh rõ"})
    note = contents_of(dossier.case)[2]["note"]
    assert "Giấy chứng sinh" in note
    assert note.endswith("Ảnh rõ")


def test_somebody_quicker_is_told_of_and_what_was_typed_is_kept(dossier):
    carried_on(dossier.case, 2)
    seen = case_of(dossier.case, viewer_of(cast.LAN)).seq
    dossiers.do(
        dossier.case,
        "return_for_rework",
        {"note": "Thiếu ảnh"},
        dossiers.Asked(viewer=viewer_of(cast.BINH), now=MORNING),
    )
    answer = send(cast.BINH, dossier, "return_for_rework", {"note": "Ảnh bị mờ"}, seen=seen)
    assert answer.status_code == 409
    assert "Người khác đã xử lý hồ sơ này trước bạn" in said(answer)
    assert cast.BINH.name in said(answer)
    assert "Thiếu ảnh" in said(answer)
    assert "Ảnh bị mờ" in said(answer)
    assert names(dossier)[-1] == "dossier.returned_for_rework"
    assert len(names(dossier)) == 4


def test_an_overtaken_act_still_on_offer_can_be_sent_again_from_the_same_page(dossier):
    carried_on(dossier.case, 1)
    answer = send(cast.HOA, dossier, "propose", {"note": "Đủ điều kiện"}, seen=1)
    assert answer.status_code == 409
    assert re.search(r"<textarea[^>]*>Đủ điều kiện</textarea>", said(answer))
    again = send(
        cast.HOA, dossier, "propose", {"note": "Đủ điều kiện"}, **hidden(said(answer), "acts/propose")
    )
    assert again.status_code == 302
    assert names(dossier)[-1] == "dossier.proposed"


def test_a_double_click_happens_once(dossier):
    key, seen = str(uuid4()), 1
    first = send(cast.MINH, dossier, "receive", SEEN, key=key, seen=seen)
    second = send(cast.MINH, dossier, "receive", SEEN, key=key, seen=seen)
    assert first.status_code == second.status_code == 302
    assert names(dossier) == ["dossier.submitted", "dossier.received"]


def test_returning_for_rework_needs_a_reason(dossier):
    carried_on(dossier.case, 2)
    answer = send(cast.BINH, dossier, "return_for_rework", {"note": "  "})
    assert answer.status_code == 409
    assert "Việc này cần ghi lý do" in said(answer)
    assert names(dossier)[-1] == "dossier.proposed"
    assert send(cast.BINH, dossier, "return_for_rework", {"note": "Ảnh mờ"}).status_code == 302
    assert "Ảnh mờ" in said(page(cast.HOA, dossier))


@pytest.mark.parametrize("missing", ["proxy_name", "proxy_identity_number", "authority_seen"])
def test_a_proxy_needs_name_number_and_authority(dossier, missing):
    carried_on(dossier.case, 4)
    proxy = {
        "to": "proxy",
        "proxy_name": "Trần Văn Tư",
        "proxy_identity_number": "027096004321",
        "authority_seen": "yes",
    }
    incomplete = {name: value for name, value in proxy.items() if name != missing}
    answer = send(cast.MINH, dossier, "hand_over", incomplete)
    assert answer.status_code == 409
    assert "Nghị định 118/2025" in said(answer)
    assert all(value in said(answer) for value in incomplete.values())
    assert names(dossier)[-1] == "dossier.result_issued"
    assert send(cast.MINH, dossier, "hand_over", proxy).status_code == 302
    assert contents_of(dossier.case)[6]["proxy"]["name"] == "Trần Văn Tư"


def test_nobody_approves_a_proposal_of_their_own(dossier):
    carried_on(dossier.case, 1)
    office, title = cast.office_of(cast.HOA), cast.ROLES["leader"]
    appoint(person=cast.HOA.person, role="leader", office=office, title=title, valid_from=MORNING.date())
    assert send(cast.HOA, dossier, "propose").status_code == 302
    answer = send(cast.HOA, dossier, "approve")
    assert answer.status_code == 409
    assert "không được tự phê duyệt" in said(answer)
    assert names(dossier)[-1] == "dossier.proposed"


def test_the_last_act_is_taken_back_by_its_own_hand_only(dossier):
    carried_on(dossier.case, 1)
    shown = said(page(cast.MINH, dossier))
    assert "Hoàn tác: Tiếp nhận" in shown
    assert "Hoàn tác:" not in said(page(cast.HOA, dossier))
    undo = reverse("desk_undo", args=[dossier.code])
    carried = hidden(shown, "undo")
    refused = browser(cast.HOA).post(undo, {**carried, "key": str(uuid4())})
    assert refused.status_code == 409
    assert browser(cast.MINH).post(undo, carried).status_code == 302
    assert browser(cast.MINH).post(undo, carried).status_code == 302
    assert names(dossier) == ["dossier.submitted", "dossier.received", "undone"]
    assert "(đã hoàn tác)" in said(page(cast.MINH, dossier))
    assert dossier.code in said(browser(cast.MINH).get(reverse("desk")))


def test_a_substitute_reads_in_the_head_and_on_each_act_for_whom_she_works(dossier):
    carried_on(dossier.case, 2)
    (post,) = viewer_of(cast.BINH).positions
    today = datetime.now(HCM)
    substitute(
        post=post.key,
        person=cast.HOA.person,
        first=today.date(),
        last=today.date(),
        reason="Nghỉ phép",
        viewer=viewer_of(cast.BINH),
        now=today,
    )
    shown = said(page(cast.HOA, dossier))
    assert f"(đang làm thay {cast.BINH.name})" in shown
    approve = re.search(r'action="[^"]*/approve".*?</form>', shown, re.DOTALL)[0]
    assert f"Bạn làm việc này thay <strong>{cast.BINH.name}</strong>" in approve
    english = said(page(cast.HOA, dossier, "en"))
    assert f"(in the stead of {cast.BINH.name})" in english
    assert "stead of" not in said(page(cast.BINH, dossier, "en"))


def test_after_somebody_else_it_cannot_be_taken_back(dossier):
    carried_on(dossier.case, 2)
    carried = {"seen": 3, "key": str(uuid4())}
    answer = browser(cast.MINH).post(reverse("desk_undo", args=[dossier.code]), carried)
    assert answer.status_code == 409
    assert "không hoàn tác được nữa" in said(answer)
    assert len(names(dossier)) == 3


def test_papers_are_shown_in_place_and_only_those_of_the_dossier(dossier):
    shown = said(page(cast.MINH, dossier))
    address = re.search(r'<img src="([^"]+)"', shown)[1]
    answer = browser(cast.MINH).get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/jpeg"
    assert b"".join(answer.streaming_content)[:2] == photograph().read()[:2]
    stranger = reverse("desk_file", args=[dossier.code, uuid4()])
    assert browser(cast.MINH).get(stranger).status_code == 404


def test_the_citizen_sees_who_opened_the_file_and_why(dossier):
    page(cast.MINH, dossier)
    openings = dossier_coded(dossier.code, viewer_of(cast.LAN), MORNING).openings
    assert (cast.MINH.name, "Giải quyết hồ sơ") in [(each.who, each.purpose.vi) for each in openings]


@pytest.mark.parametrize(("language", "words"), [("vi", "Việc làm được"), ("en", "What you can do")])
def test_the_page_speaks_both_languages_and_counts_the_same_sum(dossier, language, words):
    carried_on(dossier.case, 1)
    shown = said(page(cast.HOA, dossier, language))
    assert words in shown
    assert "28/04/2026" in shown
    assert "17:00" in shown


def test_nothing_of_a_page_is_run_or_styled_inline(dossier):
    shown = said(page(cast.MINH, dossier))
    assert re.findall(r"<script[^>]*>[^<]", shown) == []
    assert 'style="' not in shown
