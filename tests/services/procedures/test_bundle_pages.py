"""The pages of a bundle: before anything is asked, before sending, while it goes on, for the desk, and for nobody else."""

import re

import pytest
from django.urls import reverse

from kinhbac.kernel.tell import tell_all
from kinhbac.services.procedures.actions import applications, dossiers
from kinhbac.services.procedures.actions.counter import (
    Reception,
    begin_at_counter,
    keep_reception,
    send_at_counter,
)
from kinhbac.services.procedures.actions.lookup import look_up
from kinhbac.services.procedures.reads.mine import mine_of
from kinhbac.services.procedures.reads.own import filed_papers
from kinhbac.services.procedures.reads.published import procedure_now
from kinhbac.services.procedures.rules.handed_in import as_asked
from kinhbac.site.demo import cast
from kinhbac.tools.desk.reads.everywhere import find
from kinhbac.tools.grammar.rules import components_for
from kinhbac.tools.limits.types import TooMany
from tests.services.procedures.browsing import browser, upload
from tests.services.procedures.bundling import (
    BIRTH_BUNDLE,
    DEATH_BUNDLE,
    TO_RESULT,
    birth_answers,
    filed,
    filled_in_bundle,
    parts_of,
    worked,
)
from tests.services.procedures.conftest import MORNING, viewer_of

pytestmark = [pytest.mark.whole_catalogue, pytest.mark.usefixtures("province", "morning")]


def page_of(member, name, *args, status=200):
    answer = browser(member).get(reverse(name, args=args), follow=True)
    assert answer.status_code == status, answer.status_code
    return answer.content.decode()


def test_the_guide_says_the_parts_their_order_their_fees_and_terms():
    page = page_of(cast.LAN, "procedure", BIRTH_BUNDLE)
    for words in (
        "Đăng ký khai sinh",
        "Đăng ký thường trú",
        "Cấp thẻ bảo hiểm y tế",
        "10.000",
        "7 ngày làm việc",
    ):
        assert words in page
    assert "bắt đầu khi có kết quả" in page
    assert "Trích lục khai tử" in page_of(cast.LAN, "procedure", DEATH_BUNDLE)


def test_before_sending_the_parts_their_offices_and_the_sum_of_fees_are_shown():
    page = page_of(cast.LAN, "application_check", filled_in_bundle())
    assert "Công an phường Kinh Bắc" in page
    assert "10.000" in page
    assert "Cam đoan và nộp hồ sơ" in page


def test_sending_leads_to_the_whole_with_its_code_and_parts():
    lan = browser(cast.LAN)
    answer = lan.post(reverse("application_check", args=[filled_in_bundle()]), follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain[-1][0].startswith("/bundles/")
    assert "Đã nộp hồ sơ liên thông" in page
    assert "Chưa bắt đầu" in page


def test_the_list_of_ones_own_shows_the_whole_once_and_not_its_parts():
    code = filed().code
    page = page_of(cast.LAN, "dossiers")
    assert page.count("choices__note") >= 1
    assert code in page
    assert str(parts_of(code)["birth"].code) not in page


def test_each_part_says_who_holds_it_until_when_and_why():
    code = filed().code
    worked(code, "birth", *TO_RESULT)
    tell_all()
    worked(code, "residence", "receive")
    page = page_of(cast.LAN, "bundle", code)
    assert "1 trong 3 việc đã có kết quả" in page
    assert "CA phường Kinh Bắc đang kiểm tra chỗ ở" in page
    assert all(str(each.code) in page for each in parts_of(code).values())
    part = page_of(cast.LAN, "dossier", parts_of(code)["residence"].code)
    assert "Một việc của hồ sơ liên thông" in part
    assert reverse("bundle", args=[code]) in part


def test_what_is_asked_for_a_part_is_read_and_answered_from_the_whole():
    code = filed().code
    worked(code, "birth", "receive")
    case = parts_of(code)["birth"].case
    asked = {"items": ["Giấy chứng sinh rõ nét"], "reason": "Ảnh bị mờ"}
    dossiers.do(case, "request_supplement", asked, dossiers.Asked(viewer_of(cast.HOA), now=MORNING))
    page = page_of(cast.LAN, "bundle", code)
    assert "Giấy chứng sinh rõ nét" in page
    assert "Yêu cầu bổ sung giấy tờ" in page
    birth = str(parts_of(code)["birth"].code)
    assert reverse("supplement", args=[birth]) in page
    lan = browser(cast.LAN)
    lan.post(reverse("supplement_item", args=[birth, 1]), {"text": "Tôi gửi bản gốc tại quầy"})
    sent = lan.post(reverse("turn_check", args=[birth, "supplement"]), follow=True)
    assert sent.redirect_chain[-1][0] == f"/bundles/{code}?done=supplement"


def test_the_whole_is_withdrawn_on_its_page():
    code = filed().code
    lan = browser(cast.LAN)
    assert "Rút tất cả" in page_of(cast.LAN, "end_bundle", code, "withdraw")
    form = lan.get(reverse("end_bundle", args=[code, "withdraw"]))
    key = form.content.decode().split('name="key" value="')[1][:36]
    ended = lan.post(reverse("end_bundle", args=[code, "withdraw"]), {"key": key, "reason": ""}, follow=True)
    assert "Công dân yêu cầu rút hồ sơ" in ended.content.decode()
    closed = lan.get(reverse("end_bundle", args=[code, "withdraw"]))
    assert closed.status_code == 409
    assert "Điều 21" in closed.content.decode()


@pytest.mark.parametrize("name", ["bundle", "dossier"])
def test_another_person_sees_neither_the_whole_nor_a_part(name):
    code = filed().code
    for one in (code, str(parts_of(code)["birth"].code)):
        page_of(cast.NAM, name, one, status=404)
    page_of(cast.HAI, "bundle", code, status=404)  # the father has not filed it
    page_of(cast.NAM, "end_bundle", code, "withdraw", status=404)


def test_the_desk_where_it_was_filed_sees_the_parts_and_others_only_its_code():
    code = filed().code
    worked(code, "birth", *TO_RESULT)
    tell_all()
    parts = parts_of(code)
    assert str(parts["residence"].code) in page_of(cast.MINH, "desk_bundle", code)
    assert str(parts["residence"].code) in page_of(cast.MINH, "desk_dossier", code)
    worked(code, "residence", "receive")
    beside = page_of(cast.CUONG, "desk_dossier", parts["residence"].code)
    assert code in beside
    assert reverse("desk_bundle", args=[code]) not in beside
    page_of(cast.CUONG, "desk_bundle", code, status=404)
    page_of(cast.CUONG, "desk_dossier", parts["birth"].code, status=404)
    page_of(cast.THU, "desk_bundle", code, status=404)


def test_whoever_issues_the_birth_is_asked_for_the_personal_number():
    code = filed().code
    worked(code, "birth", *TO_RESULT[:-1])
    birth = str(parts_of(code)["birth"].code)
    page = page_of(cast.HOA, "desk_dossier", birth)
    assert 'name="gives-identity_number"' in page
    hoa = browser(cast.HOA)
    seen = page.split('name="seen" value="')[1].split('"')[0]
    key = page.split('name="key" value="')[1][:36]
    typed = {"seen": seen, "key": key, "gives-identity_number": "12"}
    refused = hoa.post(reverse("desk_act", args=[birth, "issue_result"]), typed)
    assert refused.status_code == 409
    assert 'value="12"' in refused.content.decode()
    typed["gives-identity_number"] = "027 326 000117"
    done = hoa.post(reverse("desk_act", args=[birth, "issue_result"]), typed, follow=True)
    assert done.status_code == 200


def test_a_bundle_is_looked_up_by_its_code_and_four_digits():
    code = filed().code
    found = look_up(code=code, digits=cast.LAN.phone[-4:], asker="somebody", now=MORNING)
    assert found is not None
    assert (found.code, found.path) == (code, ())
    assert look_up(code=code, digits="0000", asker="somebody", now=MORNING) is None
    assert (
        code
        in browser(cast.NAM)
        .post(reverse("lookup"), {"code": code, "digits": cast.LAN.phone[-4:]})
        .content.decode()
    )


def test_its_code_is_known_however_it_is_written_and_ones_own_opens_by_it():
    code = filed().code
    bare = code.replace(".", " ").replace("-", "").lower()
    found = look_up(code=bare, digits=cast.LAN.phone[-4:], asker="somebody", now=MORNING)
    assert found is not None
    assert found.code == code
    assert (
        f"/bundles/{code}"
        in browser(cast.LAN).get(reverse("lookup"), {"code": bare}, follow=True).redirect_chain[-1][0]
    )
    assert browser(cast.NAM).get(reverse("lookup"), {"code": bare}).status_code == 200
    for words in (code, bare.replace(" ", "")):
        assert [each.code for each in mine_of(viewer_of(cast.LAN), MORNING, asked=words).running] == [code]
    for number in range(5):
        look_up(code=code, digits="0000", asker=f"other {number}", now=MORNING)
    with pytest.raises(TooMany):
        look_up(code=bare, digits=cast.LAN.phone[-4:], asker="yet another", now=MORNING)


def test_officers_find_a_part_by_the_code_of_the_whole_and_others_do_not():
    code = filed().code
    birth = parts_of(code)["birth"]
    for words in (code, code.replace(".", "").replace("-", ""), "-".join(code.split("-")[1:])):
        assert birth.case in {each.case for each in find(viewer_of(cast.MINH), words).items}, words
    assert find(viewer_of(cast.THU), code).items == ()
    scanned = browser(cast.MINH).post(reverse("counter"), {"scanned": code.replace(".", "")}, follow=True)
    assert scanned.redirect_chain[-1][0] == f"/desk/bundles/{code}"


def test_papers_of_parts_to_come_may_not_go():
    filed({"consent.way": "vneid"})
    assert len(filed_papers(viewer_of(cast.LAN), MORNING)) == 1


def test_at_the_counter_the_whole_is_filed_once_and_its_first_part_received():
    minh = viewer_of(cast.MINH)
    form = begin_at_counter(person=cast.LAN.person, procedure=BIRTH_BUNDLE, viewer=minh, now=MORNING)
    given = birth_answers("")
    del given["papers"]
    applications.replace_answers(application=form, viewer=viewer_of(cast.LAN), answers=given, now=MORNING)
    bundle, _ = procedure_now(BIRTH_BUNDLE, MORNING.date())
    reception = Reception(handed=as_asked(components_for(bundle, given)))
    keep_reception(application=form, viewer=minh, reception=reception, now=MORNING)
    code = send_at_counter(application=form, viewer=minh, now=MORNING).code
    birth = parts_of(code)["birth"]
    assert birth.facts["received_at"]
    assert birth.facts["channel"] == "counter"
    worked(code, "birth", *TO_RESULT[1:])
    tell_all()
    assert parts_of(code)["residence"].facts["fee"]["amount_vnd"] == 20_000
    page = page_of(cast.MINH, "counter_received", code)
    assert str(parts_of(code)["residence"].code) in page


def test_the_form_is_walked_by_answering_only_what_is_not_known():
    lan = browser(cast.LAN)
    form = applications.begin_application(procedure=BIRTH_BUNDLE, viewer=viewer_of(cast.LAN), now=MORNING)
    page = lan.get(reverse("application", args=[form]), follow=True)
    for _ in range(MOST_PAGES):
        address = page.request["PATH_INFO"]
        if address.endswith("/check"):
            break
        html = page.content.decode()
        page = lan.post(address, {**written_in(html), **asked_in(html)}, follow=True)
        assert page.status_code == 200, (address, re.findall("error-message.*", page.content.decode()))
    assert "Cam đoan và nộp hồ sơ" in page.content.decode()


MOST_PAGES = 40
SAID = {
    "requester.relation": "mother",
    "child.full_name": "Nguyễn Minh An",
    "child.born_on-day": "10",
    "child.born_on-month": "4",
    "child.born_on-year": "2026",
    "child.sex": "female",
    "place.kind": "facility",
    "place.facility": "Bệnh viện Sản Nhi (mẫu)",
    "place.address": "Phường Vũ Ninh",
    "parents.marriage": "married",
    "child.ethnicity": "01",
    "child.hometown": "Tỉnh Bắc Ninh",
    "registration.parent": "mother",
    "wanted.residence": "yes",
    "head.full_name": "Nguyễn Văn Hải",
    "head.identity_number": "027094001235",
    "head.relation": "child",
    "consent.way": "vneid",
    "insurance.facility": "Trạm y tế phường (mẫu)",
    "fee_group.kind": "none",
    "copies.count": "1",
    "delivery.way": "counter",
}


def asked_in(html: str) -> dict[str, object]:
    """Return what Lan answers to the questions of a page."""
    found = {name: value for name, value in SAID.items() if f'name="{name}"' in html}
    return {**found, "papers.birth_notice": upload()} if 'name="papers.birth_notice"' in html else found


def written_in(html: str) -> dict[str, str]:
    """Return what stands in the boxes of a page already."""
    boxes = re.findall(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"', html)
    chosen = re.findall(
        r'<select[^>]*name="([^"]+)"(?:(?!</select>).)*<option value="([^"]*)" selected', html, re.DOTALL
    )
    radios = re.findall(r'<input[^>]*type="radio"[^>]*name="([^"]+)"', html)
    return {name: value for name, value in (*boxes, *chosen) if name not in radios}
