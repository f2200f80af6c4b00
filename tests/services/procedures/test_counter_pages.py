"""The counter as an officer's browser without JavaScript meets it: the scanner's box, the one page, the quick register."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from kinhbac.kernel.models import Case
from kinhbac.kernel.reads import case_coded, contents_of, entries_of
from kinhbac.services.procedures.actions import counter
from kinhbac.services.procedures.models import Application
from kinhbac.services.procedures.reads.own import unsent_drafts
from kinhbac.site.demo import cast
from kinhbac.tools.identity.models import Person, RecordOpening
from kinhbac.tools.identity.reads import openings_of_record
from kinhbac.tools.identity.sealing import marks
from tests.services.procedures.browsing import answers_of, browser, upload
from tests.services.procedures.conftest import BIRTH, MORNING, submitted, viewer_of

pytestmark = pytest.mark.usefixtures("province", "morning")

LAN_CARD = "027196001234|125000111|Trần Thị Lan|12051996|Nữ|Số 5, tổ dân phố 2|01022022"
STRANGER_CARD = "027185004567||Vũ Thị Xuân|20111985|Nữ|Số 1, thôn Đông|05062023"


def said(answer) -> str:
    return answer.content.decode()


def scan(words: str, member: cast.Member = cast.MINH):
    return browser(member).post(reverse("counter"), {"scanned": words})


def begun(member: cast.Member = cast.LAN):
    return counter.begin_at_counter(
        person=member.person, procedure=BIRTH, viewer=viewer_of(cast.MINH), now=MORNING
    )


def routes(application, code="H05.91.87-260428-0001"):
    return [
        ("counter", []),
        ("counter_person", [cast.LAN.person]),
        ("counter_form", [application]),
        ("counter_file", [application, uuid4()]),
        ("counter_received", [code]),
        ("counter_quick", []),
        ("counter_guidance", []),
        ("counter_handover", []),
        ("counter_handover_sheet", ["2025.09187.committee"]),
    ]


@pytest.mark.parametrize("member", [cast.NAM, cast.LAN], ids=lambda each: each.key)
def test_the_counter_is_closed_to_citizens(member):
    for name, args in routes(begun()):
        assert browser(member).get(reverse(name, args=args)).status_code == 403
    for name, args in (("counter", []), ("counter_enrol", []), ("counter_discard", [uuid4()])):
        assert browser(member).post(reverse(name, args=args), {"scanned": cast.LAN.number}).status_code == 403
    assert RecordOpening.objects.count() == 0


@pytest.mark.parametrize("member", [cast.HOA, cast.BINH], ids=lambda each: each.key)
def test_an_officer_without_a_one_stop_post_is_told_so_and_sees_nothing(member):
    for name, args in routes(begun()):
        answer = browser(member).get(reverse(name, args=args))
        assert answer.status_code == 409
        assert "Bạn không giữ vị trí nào ở Bộ phận Một cửa" in said(answer)
    assert scan(cast.LAN.number, member).status_code == 409
    assert RecordOpening.objects.count() == 0


def test_another_desks_officer_finds_no_form_of_this_one():
    application = begun()
    for name in ("counter_form", "counter_discard"):
        answer = browser(cast.THU).post(reverse(name, args=[application]), {"do": "receive"})
        assert answer.status_code == 404
    assert cast.LAN.name not in said(browser(cast.THU).get(reverse("counter")))
    assert Application.objects.get().case is None


def test_the_slips_code_opens_the_dossier_typed_or_as_an_address():
    code = submitted().code
    for words in (code, code.lower(), f" {code} ", f"http://localhost/lookup?code={code}"):
        answer = scan(words)
        assert (answer.status_code, answer.url) == (302, reverse("desk_dossier", args=[code]))
    elsewhere = scan(code, cast.THU)
    assert elsewhere.status_code == 422
    assert code in said(elsewhere)


@pytest.mark.parametrize(
    "words", ["", "xin chào", "0271960", "Trần Thị Lan", "027196001234|x", "' OR 1=1 --"]
)
def test_what_is_neither_stays_in_the_box_with_what_to_do(words):
    answer = scan(words)
    assert answer.status_code == 422
    assert "không đọc được mã hồ sơ" in said(answer)
    assert RecordOpening.objects.count() == 0


def test_a_card_finds_the_person_and_the_opening_is_recorded_for_her_to_see():
    answer = scan(LAN_CARD)
    assert answer.url.startswith(reverse("counter_person", args=[cast.LAN.person]))
    shown = said(browser(cast.MINH).get(answer.url))
    assert cast.LAN.name in shown
    assert "Cơ sở dữ liệu dân cư (mẫu)" in shown
    seen = openings_of_record(viewer_of(cast.LAN))
    assert [(each.who, each.office, each.purpose) for each in seen] == [
        (cast.MINH.name, "2025.09187.centre", "counter")
    ] * 2
    assert openings_of_record(viewer_of(cast.NAM)) == ()


def test_a_card_is_laid_beside_the_record():
    same = browser(cast.MINH).post(reverse("counter"), {"scanned": LAN_CARD}, follow=True)
    assert "khớp với dữ liệu" in said(same)
    other = scan(LAN_CARD.replace("Lan", "Loan").replace("12051996", "13051996"))
    assert other.status_code == 200
    assert "thẻ ghi “Trần Thị Loan”, dữ liệu ghi “Trần Thị Lan”" in said(other)
    assert "13/05/1996" in said(other)


def test_a_stranger_is_enrolled_with_the_least_and_wrong_input_stays():
    asked = said(scan(STRANGER_CARD))
    assert "Vũ Thị Xuân" in asked
    sent = {
        "number": "027185004567",
        "full_name": "Vũ Thị Xuân",
        "born_on": "20/11/1986",
        "sex": "female",
        "address": "Số 1, thôn Đông",
        "phone": "12",
    }
    wrong = browser(cast.MINH).post(reverse("counter_enrol"), sent)
    assert wrong.status_code == 422
    for words in ("20/11/1986", "Số 1, thôn Đông", "so lại từng chữ số", "số điện thoại không đúng"):
        assert words in said(wrong)
    sent |= {"born_on": "20/11/1985", "phone": ""}
    right = browser(cast.MINH).post(reverse("counter_enrol"), sent)
    person = Person.objects.get(number_mark__in=marks("027185004567"))
    assert (right.status_code, right.url) == (302, reverse("counter_person", args=[person.id]))
    shown = said(browser(cast.MINH).get(right.url))
    assert "Người dân khai tại quầy" in shown
    assert "Chưa có tài khoản định danh" in shown


def test_enrolling_a_known_number_changes_nothing_of_the_record():
    sent = {"number": cast.LAN.number, "full_name": "Kẻ Giả", "born_on": "12/05/1996", "sex": "female"}
    browser(cast.MINH).post(reverse("counter_enrol"), sent)
    assert Person.objects.get(pk=cast.LAN.person).full_name == cast.LAN.name


def page_of(application) -> str:
    return reverse("counter_form", args=[application])


def boxes(html: str) -> dict[str, object]:
    """Return what a browser would send of the big form as it stands, without pressing a button."""
    form = re.search(r'<form method="post" enctype.*?</form>', html, re.DOTALL)[0]
    found: dict[str, object] = {}
    for tag in re.findall(r"<input [^>]*>", form):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        kind = re.search(r'type="([^"]*)"', tag)
        if name is None or (kind and kind[1] in ("file", "checkbox")):
            continue
        if kind and kind[1] == "radio":
            if " checked" in tag:
                found[name[1]] = value[1]
        elif name[1] == "page":
            found.setdefault("page", []).append(value[1])
        else:
            found[name[1]] = value[1] if value else ""
    for name, inner in re.findall(r'<select [^>]*name="([^"]*)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', inner)
        found[name] = chosen[1] if chosen else ""
    found.pop("csrfmiddlewaretoken", None)
    return found


def send(application, change, do="save", files=None):
    shown = said(browser(cast.MINH).get(page_of(application)))
    return browser(cast.MINH).post(
        page_of(application), {**boxes(shown), **change, **(files or {}), "do": do}
    )


ANSWERS = (
    {"requester.relation": "mother", "place.kind": "facility", "parents.marriage": "married"},
    {
        "child.full_name": "Nguyễn Minh An",
        "child.born_on-day": "10",
        "child.born_on-month": "4",
        "child.born_on-year": "2026",
        "child.sex": "female",
        "child.ethnicity": "01",
        "child.nationality": "Việt Nam",
        "child.hometown": "Phường Kinh Bắc",
        "place.facility": "Bệnh viện Sản Nhi (mẫu)",
        "place.address": "Phường Vũ Ninh",
        "registration.parent": "father",
        "father.commune": cast.BAC_GIANG,
        "copies.count": "2",
        "delivery.way": "counter",
    },
)


def filled(person: cast.Member = cast.LAN):
    application = begun(person)
    for change in ANSWERS:
        assert send(application, change).status_code == 302
    return application


def test_the_whole_form_stands_on_one_page_prefilled_and_is_kept_as_it_goes():
    application = begun()
    first = said(browser(cast.MINH).get(page_of(application)))
    assert cast.LAN.phone in first
    assert "Đã biết từ Cơ sở dữ liệu dân cư (mẫu)" in first
    assert send(application, ANSWERS[0]).status_code == 302
    later = said(browser(cast.MINH).get(page_of(application)))
    for words in (cast.LAN.number, cast.HAI.number, cast.MARRIED_AT):
        assert words in later
    assert answers_of(application)["requester"]["relation"] == "mother"
    assert [draft.id for draft in unsent_drafts(viewer_of(cast.LAN))] == [application]
    assert {each.purpose for each in openings_of_record(viewer_of(cast.HAI))} == {"form"}


def test_wrong_input_keeps_everything_on_the_page():
    application = begun()
    send(application, ANSWERS[0])
    answer = send(application, {**ANSWERS[1], "child.born_on-month": "13", "note": "Con thứ hai"})
    shown = said(answer)
    assert answer.status_code == 422
    for words in ("Nguyễn Minh An", 'value="13"', "Con thứ hai", "Bệnh viện Sản Nhi (mẫu)"):
        assert words in shown
    assert "Có chỗ cần sửa" in shown


def test_components_must_be_accounted_for_and_each_says_how():
    application = filled()
    answer = send(application, {}, do="receive")
    assert answer.status_code == 422
    assert "Giấy chứng sinh: Chọn đã nhận thành phần này bằng cách nào" in said(answer)
    assert "đã có, người dân không phải nộp lại" in said(answer)
    assert "chưa kết nối, nhận giấy" in said(answer)
    none = send(application, {"how-birth_notice": "paper", "originals-birth_notice": "0"}, do="receive")
    assert "Ghi số bản giấy đã nhận" in said(none)
    scanned = send(application, {"how-birth_notice": "scan"}, do="receive")
    assert "Chưa có bản quét nào" in said(scanned)
    forged = send(application, {"how-birth_notice": "held"}, do="receive")
    assert "Cơ sở dữ liệu không có" in said(forged)
    assert Case.objects.count() == 0


def test_it_is_received_for_another_commune_with_paper_and_the_slip_follows():
    application = filled()
    answer = send(application, {"how-birth_notice": "paper", "originals-birth_notice": "1"}, do="receive")
    assert answer.status_code == 302, said(answer)
    code = answer.url.rsplit("/", 1)[1]
    assert code.startswith("H05.72.10-260428-")
    shown = said(browser(cast.MINH).get(answer.url))
    assert reverse("slip", args=[code]) in shown
    assert browser(cast.MINH).get(reverse("slip", args=[code])).status_code == 200
    state = case_coded(code, viewer_of(cast.MINH))
    assert [step.holder.office for step in state.open_steps()] == ["2025.07210.committee"]
    again = browser(cast.MINH).get(page_of(application))
    assert (again.status_code, again.url) == (302, reverse("counter_received", args=[code]))
    assert browser(cast.LAN).get(reverse("dossier", args=[code])).status_code == 200
    listed = said(browser(cast.MINH).get(reverse("counter_handover")))
    assert code in listed
    assert "Ủy ban nhân dân phường Bắc Giang" in listed
    sheet = browser(cast.MINH).get(reverse("counter_handover_sheet", args=["2025.07210.committee"]))
    assert code in said(sheet)
    assert cast.MINH.name in said(sheet)
    assert (
        browser(cast.THU).get(reverse("counter_handover_sheet", args=["2025.07210.committee"])).status_code
        == 404
    )


def test_a_scan_is_the_applicants_and_can_be_looked_at_and_taken_back():
    application = filled()
    files = {"papers.birth_notice": upload("chung-sinh.jpg")}
    assert send(application, {"how-birth_notice": "scan"}, files=files).status_code == 302
    (kept,) = answers_of(application)["papers"]["birth_notice"]
    address = reverse("counter_file", args=[application, kept["file"]])
    assert browser(cast.MINH).get(address).status_code == 200
    assert browser(cast.THU).get(address).status_code == 404
    own = reverse("application_file", args=[application, kept["file"]])
    assert browser(cast.LAN).get(own).status_code == 200
    send(application, {"remove": kept["file"]})
    assert "birth_notice" not in answers_of(application).get("papers", {})
    assert browser(cast.MINH).get(address).status_code == 404
    assert (
        send(
            application,
            {"how-birth_notice": "scan"},
            do="receive",
            files={"papers.birth_notice": upload("chung-sinh.jpg")},
        ).status_code
        == 302
    )


def test_a_proxy_needs_name_number_and_authority():
    application = filled()
    paper = {"how-birth_notice": "paper", "originals-birth_notice": "1", "by": "proxy"}
    assert "Điền họ tên người được ủy quyền" in said(send(application, paper, do="receive"))
    paper |= {"proxy_name": "Phạm Thị Mận", "proxy_identity_number": "027168004321"}
    unseen = send(application, paper, do="receive")
    assert "Xem giấy ủy quyền rồi đánh dấu đã xem" in said(unseen)
    assert "Phạm Thị Mận" in said(unseen)
    answer = send(application, {**paper, "authority_seen": "yes"}, do="receive")
    state = case_coded(answer.url.rsplit("/", 1)[1], viewer_of(cast.LAN))
    assert contents_of(state.case)[1]["proxy"]["identity_number"] == "027168004321"


def test_what_cannot_be_received_is_recorded_and_goes_to_the_desk():
    application = filled()
    answer = send(application, {}, do="leave")
    assert answer.status_code == 302, said(answer)
    code = answer.url.rsplit("/", 1)[1]
    assert answer.url == reverse("desk_dossier", args=[code])
    state = case_coded(code, viewer_of(cast.MINH))
    assert [entry.name for entry in entries_of(state.case)][:2] == ["dossier.submitted"]


def test_a_form_can_be_thrown_away():
    application = begun()
    browser(cast.MINH).post(reverse("counter_discard", args=[application]))
    assert Application.objects.count() == 0


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_page_speaks_the_language_asked_for(language):
    application = filled()
    for name, args in (
        ("counter", []),
        ("counter_person", [cast.LAN.person]),
        ("counter_form", [application]),
        ("counter_quick", []),
        ("counter_guidance", []),
        ("counter_handover", []),
    ):
        shown = said(browser(cast.MINH, language).get(reverse(name, args=args)))
        assert f'<html lang="{language}"' in shown
        assert ("Quick register" in shown) is (language == "en")


def test_a_person_reads_who_opened_her_record_and_for_what():
    assert "Chưa có ai mở dữ liệu của bạn" in said(browser(cast.LAN).get(reverse("record")))
    scan(LAN_CARD)
    browser(cast.MINH).get(page_of(begun()))
    shown = said(browser(cast.LAN).get(reverse("record")))
    for words in (
        cast.MINH.name,
        "TTPVHCC phường Kinh Bắc",
        "theo thẻ hoặc số định danh",
        "Điền tờ khai tại quầy",
    ):
        assert words in shown
    assert cast.MINH.name not in said(browser(cast.NAM).get(reverse("record")))
    assert browser(None).get(reverse("record")).status_code == 302


def test_the_papers_of_an_office_are_handed_on_for_all_its_dossiers_at_once():
    application = filled()
    paper = {"how-birth_notice": "paper", "originals-birth_notice": "1"}
    code = send(application, paper, do="receive").url.rsplit("/", 1)[1]
    sent = {"key": str(uuid4()), "office": "2025.07210.committee"}
    assert code not in said(browser(cast.THU).post(reverse("counter_handover"), sent))
    assert "Chưa giao" in said(browser(cast.MINH).get(reverse("counter_handover")))
    done = browser(cast.MINH).post(reverse("counter_handover"), sent)
    assert "Đã ghi bàn giao giấy của 1 hồ sơ" in said(done)
    assert "Chưa giao" not in said(done)
    state = case_coded(code, viewer_of(cast.MINH))
    assert [each.name for each in entries_of(state.case)].count("dossier.papers_handed") == 1
