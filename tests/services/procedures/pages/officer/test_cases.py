"""An officer finds which case a dossier is: offered with its terms, done with a reason, told to the applicant with the sum."""

from datetime import datetime
from uuid import uuid4

import pytest
from django.urls import reverse

from kinhbac.base.clock import HCM
from kinhbac.kernel.reads import case_of, contents_of
from kinhbac.kernel.tell import tell_all
from kinhbac.services.procedures.actions import applications, dossiers
from kinhbac.services.procedures.reads.dossiers import dossier_coded
from kinhbac.services.procedures.reads.filed import FiledDossiers
from kinhbac.site.demo import cast
from kinhbac.tools.notices.reads import box_of
from tests.services.procedures.browsing import browser
from tests.services.procedures.conftest import MORNING, viewer_of

pytestmark = pytest.mark.usefixtures("province", "morning")

DEATH = "1.000656"
ANSWERS = {
    "requester": {
        "relation": "child",
        "full_name": "Trần Thị Lan",
        "born_on": "1996-05-12",
        "identity_number": "027196001234",
        "phone": "0912345678",
    },
    "deceased": {
        "full_name": "Trần Văn Phúc",
        "born_on": "1948-11-20",
        "last_home": "known",
        "address": "Số 8, khu 2",
        "commune": "2025/09187",
    },
    "death": {"on": "2026-04-25", "place": "Tại nhà", "cause": "Già yếu", "how": "home"},
    "fee_group": {"kind": "none"},
    "delivery": {"way": "counter"},
}
WHY = "Chưa rõ thời điểm mất"
SAME_DAY = datetime(2026, 4, 28, 17, tzinfo=HCM)
THREE_DAYS = datetime(2026, 5, 5, 17, tzinfo=HCM)  # 29 April, 4 and 5 May


def handed_in():
    lan = viewer_of(cast.LAN)
    form = applications.begin_application(procedure=DEATH, viewer=lan, now=MORNING)
    applications.replace_answers(application=form, viewer=lan, answers=ANSWERS, now=MORNING)
    return applications.submit(application=form, viewer=lan, now=MORNING)


def received(recorded):
    dossiers.do(recorded.case, "receive", {}, dossiers.Asked(viewer=viewer_of(cast.MINH), now=MORNING))
    return recorded


@pytest.fixture
def death():
    return received(handed_in())


def shown(recorded, member=cast.HOA, act: str = "find_case") -> str:
    address = reverse("desk_dossier", args=[recorded.code])
    return browser(member).get(address, {"act": act}).content.decode()


def sends(recorded, member=cast.HOA, **typed):
    state = case_of(recorded.case, viewer_of(member))
    address = reverse("desk_act", args=[recorded.code, "find_case"])
    return browser(member).post(address, {"seen": state.seq, "key": str(uuid4()), **typed})


def due(recorded):
    return case_of(recorded.case, viewer_of(cast.HOA)).clocks["resolution"].due_at


def test_it_is_chosen_with_its_term_and_told_with_the_sum(death):
    assert due(death) == SAME_DAY
    page = shown(death)
    assert 'id="act-find_case"' in page
    assert "Cần xác minh việc chết, thời điểm hoặc nguyên nhân (3 ngày làm việc)" in page
    assert sends(death, case="verification", reason=WHY).status_code == 302
    assert due(death) == THREE_DAYS
    assert "Cần xác minh việc chết" in shown(death, act="")
    seen = dossier_coded(death.code, viewer_of(cast.LAN), MORNING)
    (phase,) = [each for each in seen.phases if each.key == "resolution"]
    assert phase.due.at == THREE_DAYS
    assert seen.case.vi.startswith("Cần xác minh việc chết")
    assert WHY in seen.history[0].note
    tell_all()
    letter = box_of(viewer_of(cast.LAN), case=death.case)[0]
    assert "Trường hợp của hồ sơ" in letter.subject.vi
    for words in (WHY, "17:00 05/05/2026", "Cần xác minh việc chết"):
        assert words in letter.body.vi
    slip = browser(cast.LAN).get(reverse("slip", args=[death.code])).content.decode()
    assert "28 tháng 4 năm 2026" in slip  # what was printed at reception stays
    assert "như tờ khai" in shown(death).lower()


def test_found_at_reception_it_stands_on_the_slip():
    recorded = handed_in()
    assert sends(recorded, cast.MINH, case="verification", reason=WHY).status_code == 302
    received(recorded)
    assert due(recorded) == THREE_DAYS
    slip = browser(cast.LAN).get(reverse("slip", args=[recorded.code])).content.decode()
    assert "3 ngày làm việc" in slip
    assert "05 tháng 5 năm 2026" in slip


def test_without_a_reason_nothing_is_done_and_the_choice_stays(death):
    answer = sends(death, case="verification", reason="")
    assert answer.status_code == 409
    assert "checked" in answer.content.decode().partition('value="verification"')[2][:40]
    assert due(death) == SAME_DAY


def test_who_may_not_is_not_offered_it(death):
    assert "act=find_case" not in shown(death, cast.BINH, "")
    assert sends(death, cast.BINH, case="verification", reason=WHY).status_code == 409
    assert due(death) == SAME_DAY


def test_it_is_taken_back_and_the_term_with_it(death):
    sends(death, case="verification", reason=WHY)
    dossiers.undo(death.case, dossiers.Asked(viewer=viewer_of(cast.HOA), now=MORNING))
    assert due(death) == SAME_DAY


def test_a_trial_knows_the_case_that_was_found(death):
    sends(death, case="verification", reason=WHY)
    (filed,) = FiledDossiers().page(
        DEATH, MORNING.replace(year=2025), MORNING.replace(year=2027), after="", most=9
    )
    assert filed.found == "verification"
    assert contents_of(death.case)


CHANGE = "1.004859"


def test_the_guide_shows_cases_with_their_terms():
    page = browser().get(reverse("procedure", args=[CHANGE])).content.decode()
    assert "Theo từng trường hợp" in page
    assert "<strong>Cần xác minh thêm</strong>: 6 ngày làm việc" in page
    assert "cán bộ xác định khi xem hồ sơ" in page
    assert "Bổ sung thông tin hộ tịch" in page


def test_the_guide_says_by_which_act_a_procedure_goes_online_in_part(catalogue):
    partial = next(
        each.key for each in catalogue if each.kind == "procedure" and not each.value["online"]["full"]
    )
    page = browser().get(reverse("procedure", args=[partial])).content.decode()
    assert "Trực tuyến một phần" in page
    assert "Căn cứ:" in page.partition("Trực tuyến một phần")[2].partition("</p>")[0]
