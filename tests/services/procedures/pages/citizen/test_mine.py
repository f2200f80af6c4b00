"""My dossiers: drafts, what runs, what ended; found without marks; the firm's beside one's own; what was said before."""

from datetime import timedelta

import pytest
from django.urls import reverse

from kinhbac.base.clock import HCM
from kinhbac.kernel.reads import case_of
from kinhbac.kernel.types import Refused, Viewer
from kinhbac.services.procedures.actions import applications, turns
from kinhbac.services.procedures.reads.known import known_for
from kinhbac.services.procedures.reads.mine import OWN, mine_of
from kinhbac.services.procedures.reads.own import own_draft
from kinhbac.services.procedures.rules.firms import NOT_FOR_FIRMS, NOT_YOUR_FIRM
from kinhbac.services.procedures.rules.refusals import ONLY_THE_APPLICANT
from kinhbac.site.demo import cast
from kinhbac.tools.identity.actions import enrol_agent
from kinhbac.tools.identity.models import FirmAgent, Person
from tests.services.procedures.browsing import begun, browser
from tests.services.procedures.conftest import BIRTH, MORNING, carried_on, filled_in, submitted, viewer_of

pytestmark = pytest.mark.usefixtures("province", "morning")
COPIES = "2.000815"
FIRM = cast.POTTERY
ASKED = {
    "requester": {"full_name": cast.LAN.name, "identity_number": cast.LAN.number, "phone": "0912345670"},
    "paper": {"kind": "business", "pages": 3},
    "copies": {"count": 2},
    "place": {"commune": cast.KINH_BAC},
}


def said(answer) -> str:
    return answer.content.decode()


def for_firm(member: cast.Member = cast.LAN):
    return applications.begin_application(
        procedure=COPIES, viewer=viewer_of(member), firm=FIRM.firm, now=MORNING
    )


def names(mine) -> tuple[int, int, int]:
    return len(mine.drafts), len(mine.running), len(mine.ended)


def test_drafts_running_and_ended_stand_apart_and_are_found_without_marks():
    ended, running = submitted(), submitted()
    carried_on(ended.case, 5)
    begun()
    viewer = viewer_of(cast.LAN)
    assert names(mine_of(viewer, MORNING)) == (1, 1, 1)
    assert names(mine_of(viewer, MORNING, asked="KHAI sinh")) == (1, 1, 1)
    assert [each.code for each in mine_of(viewer, MORNING, asked=running.code).running] == [running.code]
    about = mine_of(viewer, MORNING).running[0].about
    assert about
    assert names(mine_of(viewer, MORNING, asked="da tra ket qua"))[2] == 1
    assert names(mine_of(viewer, MORNING, asked="hộ chiếu")) == (0, 0, 0)
    assert mine_of(Viewer(), MORNING).total == 0
    page = said(browser(cast.LAN).get(reverse("dossiers"), {"q": "hộ chiếu"}))
    assert "Không có hồ sơ nào như vậy." in page
    whole = said(browser(cast.LAN).get(reverse("dossiers")))
    for words in (
        "Đang khai dở",
        "Đang giải quyết",
        "Đã kết thúc",
        "được giữ đến hết 28/05/2026",
        "Mã tờ khai",
    ):
        assert words in whole
    assert 'id="whose"' not in whole


def test_an_employee_files_for_her_firm_beside_her_own():
    own, firms = (
        applications.begin_application(procedure=COPIES, viewer=viewer_of(cast.LAN), now=MORNING),
        for_firm(),
    )
    assert own != firms
    assert for_firm() == firms
    applications.replace_answers(application=firms, viewer=viewer_of(cast.LAN), answers=ASKED, now=MORNING)
    recorded = applications.submit(application=firms, viewer=viewer_of(cast.LAN), now=MORNING)
    facts = case_of(recorded.case, viewer_of(cast.LAN)).facts
    assert facts["firm"] == {"key": str(FIRM.firm), "name": FIRM.name, "code": FIRM.enterprise_code}
    mine = mine_of(viewer_of(cast.LAN), MORNING)
    assert [each.firm for each in mine.running] == [FIRM.name]
    assert mine.firms == (FIRM.name,)
    assert names(mine_of(viewer_of(cast.LAN), MORNING, whose=OWN)) == (1, 0, 0)
    assert names(mine_of(viewer_of(cast.LAN), MORNING, whose=FIRM.name)) == (0, 1, 0)
    page = said(browser(cast.LAN).get(reverse("dossiers")))
    assert f"Nộp thay {FIRM.name}" in page
    assert 'id="whose"' in page
    assert FIRM.name in said(browser(cast.MINH).get(reverse("desk_dossier", args=[recorded.code])))


def filed_for_firm():
    application = for_firm()
    applications.replace_answers(
        application=application, viewer=viewer_of(cast.LAN), answers=ASKED, now=MORNING
    )
    return applications.submit(application=application, viewer=viewer_of(cast.LAN), now=MORNING)


def test_the_firms_other_agent_reads_its_dossier_and_the_one_who_filed_sees_that_he_did():
    code = filed_for_firm().code
    dossier = reverse("dossier", args=[code])
    for member in (cast.HAI, cast.LAN):
        assert code in said(browser(member).get(reverse("dossiers")))
        assert f"Nộp thay {FIRM.name}" in said(browser(member).get(dossier))
    assert cast.HAI.name in said(browser(cast.LAN).get(dossier))
    assert "Người khác của doanh nghiệp xem" in said(browser(cast.LAN).get(dossier))
    assert browser(cast.NAM).get(dossier).status_code == 404
    assert code not in said(browser(cast.NAM).get(reverse("dossiers")))
    FirmAgent.objects.filter(person=cast.HAI.person).update(valid_to=MORNING.date())
    assert browser(cast.HAI).get(dossier).status_code == 404


def test_the_firms_other_agent_decides_nothing_for_the_one_who_filed():
    code = filed_for_firm().code
    page = said(browser(cast.HAI).get(reverse("dossier", args=[code])))
    assert reverse("turn_end", args=[code, "withdraw"]) not in page
    assert reverse("turn_end", args=[code, "withdraw"]) in said(
        browser(cast.LAN).get(reverse("dossier", args=[code]))
    )
    answer = browser(cast.HAI).get(reverse("turn_end", args=[code, "withdraw"]))
    assert answer.status_code == 409
    assert ONLY_THE_APPLICANT.reason.vi in said(answer)
    with pytest.raises(Refused) as refused:
        turns.withdraw(code, asked=turns.Asked(viewer=viewer_of(cast.HAI), now=MORNING))
    assert refused.value.refusal == ONLY_THE_APPLICANT


def test_what_a_colleague_said_for_the_firm_is_not_filled_in_for_another():
    filed_for_firm()
    known = known_for(own_draft(for_firm(cast.HAI), viewer_of(cast.HAI)), viewer_of(cast.HAI), MORNING)
    assert known["person.phone"].value == cast.HAI.phone
    assert not any("hồ sơ của bạn" in each.source.vi for each in known.values())


def test_only_who_acts_for_a_firm_files_for_it_and_only_what_is_for_firms():
    with pytest.raises(Refused) as refused:
        for_firm(cast.NAM)
    assert refused.value.refusal is NOT_YOUR_FIRM
    with pytest.raises(Refused) as refused:
        applications.begin_application(
            procedure=BIRTH, viewer=viewer_of(cast.LAN), firm=FIRM.firm, now=MORNING
        )
    assert refused.value.refusal is NOT_FOR_FIRMS
    application = for_firm()
    applications.replace_answers(
        application=application, viewer=viewer_of(cast.LAN), answers=ASKED, now=MORNING
    )
    FirmAgent.objects.update(valid_to=MORNING.date() - timedelta(days=1))
    with pytest.raises(Refused) as refused:
        applications.submit(application=application, viewer=viewer_of(cast.LAN), now=MORNING)
    assert refused.value.refusal is NOT_YOUR_FIRM


def test_the_page_asks_for_whom_only_where_it_may_be_a_firm():
    guide = reverse("procedure", args=[COPIES])
    assert FIRM.name in said(browser(cast.LAN).get(guide))
    assert FIRM.name not in said(browser(cast.NAM).get(guide))
    assert FIRM.name not in said(browser(cast.LAN).get(reverse("procedure", args=["1.004873"])))
    client = browser(cast.LAN)
    answer = client.post(reverse("apply", args=[COPIES]), {"whose": f"firm:{FIRM.firm}"})
    application = answer.url.rsplit("/", 1)[1]
    assert own_draft(application, viewer_of(cast.LAN)).firm == FIRM.firm
    assert client.post(reverse("apply", args=[COPIES]), {"whose": "firm:x"}).status_code == 404
    assert (
        browser(cast.NAM).post(reverse("apply", args=[COPIES]), {"whose": f"firm:{FIRM.firm}"}).status_code
        == 409
    )


def test_a_firm_is_filled_in_from_its_record():
    draft = own_draft(for_firm(), viewer_of(cast.LAN))
    known = known_for(draft, viewer_of(cast.LAN), MORNING)
    assert known["firm.name"].value == FIRM.name
    own = own_draft(filled_in(), viewer_of(cast.LAN))
    assert not any(key.startswith("firm.") for key in known_for(own, viewer_of(cast.LAN), MORNING))


def test_what_she_said_in_an_earlier_dossier_stands_there_with_its_day_and_the_record_goes_before():
    enrol_agent(cast.LAN.person, FIRM)
    recorded = submitted()
    Person.objects.filter(pk=cast.LAN.person).update(phone="", address="")
    draft = own_draft(begun(), viewer_of(cast.LAN))
    known = known_for(draft, viewer_of(cast.LAN), MORNING)
    day = f"{MORNING.astimezone(HCM):%d/%m/%Y}"
    assert known["person.phone"].value == cast.LAN.phone
    assert known["person.phone"].source.vi == f"hồ sơ của bạn ngày {day}"
    assert known["person.full_name"].source == cast.SOURCE
    page = said(browser(cast.LAN).get(reverse("application_page", args=[draft.id, "relation"])))
    assert recorded.code not in page
    other = own_draft(begun(cast.NAM), viewer_of(cast.NAM))
    assert all(
        "hồ sơ" not in each.source.vi for each in known_for(other, viewer_of(cast.NAM), MORNING).values()
    )
