"""A request about one's data: begun from one's own pages, with the dossier filled in, and answered as a case in two days.

The two days count from filing, so an office that receives late takes them from itself.
"""

from datetime import timedelta

import pytest
from django.urls import reverse

from kinhbac.kernel.reads import case_coded
from kinhbac.kernel.tell import tell_all
from kinhbac.services.procedures.actions import applications, dossiers
from kinhbac.services.procedures.models import Application
from kinhbac.services.procedures.reads.desk import to_do
from kinhbac.services.procedures.reads.own_page import DATA_REQUEST
from kinhbac.site.demo import cast
from kinhbac.tools.notices.reads import box_of
from tests.services.procedures.browsing import browser
from tests.services.procedures.conftest import MORNING, submitted, viewer_of

pytestmark = pytest.mark.usefixtures("province", "morning")


def said(answer) -> str:
    return answer.content.decode()


def begun(code: str = "", member: cast.Member = cast.LAN) -> Application:
    answer = browser(member).post(reverse("data_request"), {"dossier": code} if code else {})
    assert answer.status_code == 302
    return Application.objects.get(person=member.person, procedure=DATA_REQUEST)


def test_the_dossier_she_came_from_stands_in_the_form():
    code = submitted().code
    assert reverse("data_request") in said(browser(cast.LAN).get(reverse("dossier", args=[code])))
    assert "2 ngày làm việc, tính từ lúc nộp" in said(browser(cast.LAN).get(reverse("my")))
    assert begun(code).answers["request"]["dossier"] == code
    assert Application.objects.filter(procedure=DATA_REQUEST).count() == 1


@pytest.mark.parametrize("member", [cast.NAM, cast.SON])
def test_a_strangers_dossier_is_not_there(member):
    code = submitted().code
    assert browser(member).post(reverse("data_request"), {"dossier": code}).status_code == 404
    assert not Application.objects.filter(procedure=DATA_REQUEST).exists()
    assert browser(None).post(reverse("data_request")).status_code == 403


def test_it_is_a_case_with_its_term_on_the_desk_of_the_provinces_office():
    about = submitted().code
    form = begun(about)
    answers = {
        **form.answers,
        "requester": {
            "full_name": cast.LAN.name,
            "born_on": cast.LAN.born_on.isoformat(),
            "identity_number": cast.LAN.number,
            "phone": cast.LAN.phone,
            "address": cast.LAN.address,
            "commune": cast.LAN.commune,
        },
        "request": {"kind": "delete", "dossier": about, "reason": "Ảnh tôi gửi nhầm"},
        "delivery": {"way": "counter"},
    }
    lan = viewer_of(cast.LAN)
    applications.replace_answers(application=form.id, viewer=lan, answers=answers, now=MORNING)
    receipt = applications.submit(application=form.id, viewer=lan, now=MORNING)
    desk = next(
        each
        for each in cast.OFFICERS
        if each.role == "one_stop" and receipt.code in {line.code for line in to_do(viewer_of(each), MORNING)}
    )
    day_after = MORNING + timedelta(days=1)
    dossiers.do(receipt.case, "receive", {}, dossiers.Asked(viewer=viewer_of(desk), now=day_after))
    assert receipt.code in {each.code for each in to_do(viewer_of(cast.HUONG), day_after)}
    assert receipt.code not in {each.code for each in to_do(viewer_of(cast.HOA), day_after)}
    state = case_coded(receipt.code, lan)
    clock = state.clocks["resolution"]
    assert clock.counted_from == MORNING
    assert clock.due_at is not None
    assert f"{clock.due_at:%d/%m/%Y %H:%M}" == "04/05/2026 17:00"  # 29 April, then the holidays, then 4 May
    slip = said(browser(desk).get(reverse("slip", args=[receipt.code])))
    assert "2 ngày làm việc, tính từ" in slip
    tell_all()
    assert receipt.case in {each.case for each in box_of(lan)}
    for name, who in (("propose", cast.HUONG), ("approve", cast.DAT), ("issue_result", cast.HUONG)):
        dossiers.do(receipt.case, name, {}, dossiers.Asked(viewer=viewer_of(who), now=day_after))
    assert reverse("result", args=[receipt.code]) in said(browser(cast.LAN).get(reverse("papers")))
