"""Changing answers on officers' pages: a correction by whoever holds the dossier, an adjustment at the applicant's wish."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from kinhbac.kernel.reads import case_of, entries_of
from kinhbac.services.procedures.actions import dossiers
from kinhbac.services.procedures.reads.dossiers import dossier_coded
from kinhbac.site.demo import cast
from tests.services.procedures.browsing import browser
from tests.services.procedures.conftest import DAY, MORNING, carried_on, submitted, viewer_of
from tests.services.procedures.test_officer_pages import names, page, said

pytestmark = pytest.mark.usefixtures("province", "morning")


@pytest.fixture
def dossier(province):
    return submitted()


def correction(member, recorded, values, **carried):
    address = reverse("desk_correct", args=[recorded.code])
    seen = case_of(recorded.case, viewer_of(cast.LAN)).seq
    return browser(member).post(address, {"seen": seen, "key": str(uuid4()), **values, **carried})


NAME = {"group": "child_name", "child.full_name": "Trần Bảo An", "note": "Chép nhầm chữ đệm"}


def test_a_correction_keeps_the_old_value_in_the_journal(dossier):
    before = dossier_coded(dossier.code, viewer_of(cast.LAN), MORNING).summary.about
    assert correction(cast.MINH, dossier, NAME).status_code == 302
    shown = said(page(cast.MINH, dossier))
    assert f"<del>{before}</del>" in shown
    assert "<ins>Trần Bảo An</ins>" in shown
    assert "Chép nhầm chữ đệm" in shown
    assert "(đã đính chính)" in shown
    assert names(dossier)[-1] == "dossier.corrected"


@pytest.mark.parametrize(
    ("change", "status", "words"),
    [
        ({"child.full_name": "An 2"}, 422, "Tên của em bé chỉ gồm chữ"),
        ({"child.full_name": ""}, 422, "Bạn hãy điền họ, chữ đệm, tên của em bé"),
        ({"note": " "}, 409, "Việc này cần ghi lý do"),
        ({"seen": "7"}, 409, "Người khác đã xử lý"),
    ],
)
def test_a_correction_with_a_fault_changes_nothing_and_keeps_what_was_typed(dossier, change, status, words):
    answer = correction(cast.MINH, dossier, {**NAME, **change})
    assert answer.status_code == status
    assert words in said(answer)
    assert change.get("child.full_name", "Trần Bảo An") in said(answer)
    assert change.get("note", "Chép nhầm chữ đệm").strip() in said(answer)
    assert names(dossier) == ["dossier.submitted"]


def test_a_correction_that_changes_nothing_is_refused(dossier):
    same = dossier_coded(dossier.code, viewer_of(cast.LAN), MORNING).summary.about
    answer = correction(cast.MINH, dossier, {**NAME, "child.full_name": same})
    assert answer.status_code == 409
    assert "Không có nội dung nào khác trước" in said(answer)


def test_the_counter_adjusts_at_the_wish_of_the_applicant_until_the_decision(dossier):
    carried_on(dossier.case, 1)
    address = reverse("desk_adjust", args=[dossier.code])
    assert address in said(page(cast.MINH, dossier))
    assert address not in said(page(cast.HOA, dossier))
    form = said(browser(cast.MINH, "en").get(address, {"group": "child_name"}))
    assert f'action="{address}"' in form
    assert "Record the adjustment" in form
    sent = {**NAME, "note": "", "key": str(uuid4()), "seen": 2}
    assert browser(cast.HOA).post(address, sent).status_code == 409
    assert browser(cast.MINH).post(address, sent).status_code == 302
    last = entries_of(dossier.case)[-1]
    assert (last.name, last.actor.person) == ("dossier.adjusted", cast.MINH.person)
    assert last.actor.on_behalf_of == cast.LAN.person
    assert "<ins>Trần Bảo An</ins>" in said(page(cast.MINH, dossier))
    for who, name, values in DAY[1:3]:
        dossiers.do(dossier.case, name, values, dossiers.Asked(viewer=viewer_of(who), now=MORNING))
    assert address not in said(page(cast.MINH, dossier))
    assert browser(cast.MINH).post(address, {**sent, "key": str(uuid4()), "seen": 5}).status_code == 409


def test_only_whoever_holds_the_dossier_corrects(dossier):
    carried_on(dossier.case, 1)
    assert browser(cast.MINH).get(reverse("desk_correct", args=[dossier.code])).status_code == 409
    answer = correction(cast.BINH, dossier, NAME)
    assert answer.status_code == 409
    assert "thuộc trách nhiệm của cơ quan hoặc vai trò khác" in said(answer)
    assert len(names(dossier)) == 2


def test_a_correction_that_opens_questions_brings_them_along(dossier):
    married = {"group": "marriage", "parents.marriage": "married", "note": "Cha mẹ đã kết hôn"}
    answer = correction(cast.MINH, dossier, married)
    assert answer.status_code == 422
    shown = said(answer)
    assert 'name="father.full_name"' in shown
    assert 'name="registration.parent"' in shown
    groups = re.findall(r'name="group" value="([^"]+)"', shown)
    father = {
        "parents.registered_at": "UBND phường Kinh Bắc",
        "father.full_name": "Nguyễn Văn Hải",
        "father.born_on-day": "3",
        "father.born_on-month": "2",
        "father.born_on-year": "1994",
        "father.ethnicity": "01",
        "father.nationality": "Việt Nam",
        "father.address": "Số 5, tổ dân phố 2",
        "father.commune": cast.KINH_BAC,
        "registration.parent": "mother",
    }
    assert correction(cast.MINH, dossier, {**married, **father, "group": groups}).status_code == 302
    assert "Nguyễn Văn Hải" in said(page(cast.MINH, dossier))
    unmarried = {"group": "marriage", "parents.marriage": "unmarried", "note": "Giấy kết hôn không có thật"}
    assert correction(cast.MINH, dossier, unmarried).status_code == 302
    answers = dossier_coded(dossier.code, viewer_of(cast.MINH), MORNING).groups
    assert not [each for group in answers for each in group.answers if each.path.startswith("father.")]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_correction_page_lists_groups_and_fills_the_chosen_one(dossier, language):
    address = reverse("desk_correct", args=[dossier.code])
    listed = said(browser(cast.MINH, language).get(address))
    assert "?group=mother" in listed
    assert "?group=birth_notice" not in listed
    chosen = said(browser(cast.MINH, language).get(f"{address}?group=mother"))
    assert cast.LAN.name in chosen
    assert browser(cast.MINH).get(f"{address}?group=nothing").status_code == 404
