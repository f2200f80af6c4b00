"""A waiver for digital citizens applies at filing by the record of whoever files, on its days, and says why."""

from datetime import date, datetime

import pytest
from django.urls import reverse

from kinhbac.base.clock import HCM, FixedClock
from kinhbac.kernel import actions as cases
from kinhbac.kernel.reads import case_of
from kinhbac.kernel.tell import tell_all
from kinhbac.services.procedures.actions import applications
from kinhbac.services.procedures.actions.counter import take_quickly
from kinhbac.services.procedures.rules.bundles.kind import parts_in
from kinhbac.site.demo import cast
from kinhbac.tools.identity.models import Eid, EidItem
from kinhbac.tools.identity.reads.eid import own_eid
from tests.services.procedures.browsing import browser
from tests.services.procedures.bundling import (
    TO_RESULT,
    filled_in_bundle,
    mandate_for_bundles,
    parts_of,
    whole,
    worked,
)
from tests.services.procedures.conftest import viewer_of

pytestmark = pytest.mark.usefixtures("province")

MARITAL = "1.004873"
ASKED = {
    "requester": {
        "full_name": "Trần Thị Lan",
        "born_on": "1996-05-12",
        "identity_number": "027196001234",
        "phone": "0912345678",
        "address": "Số 5, tổ dân phố 2",
        "commune": "2025/09187",
    },
    "status": {"kind": "married", "spouse": "Nguyễn Văn Hải"},
    "purpose": {"kind": "property"},
    "delivery": {"way": "counter"},
}
STAY = "1.002755"
STAYING = {
    "requester": ASKED["requester"],
    "dwelling": {"address": "Số 7, khu 1", "commune": "2025/09187", "changed": "no"},
    "stay": {"ends_on": "2027-06-25", "to": "2028-06-24"},
    "list": {"used": "no"},
}
PAID = 7_000
FIRST, LAST, AFTER = date(2026, 8, 17), date(2027, 2, 26), date(2027, 3, 1)
RESOLUTION = "66.22/2026/NQ-CP"


@pytest.fixture
def on(monkeypatch):
    """Let the house's clock stand still on the morning of a day."""

    def set_to(day: date) -> datetime:
        moment = datetime.combine(day, datetime.min.time(), HCM).replace(hour=9)
        monkeypatch.setattr(cases, "clock", FixedClock(moment))
        return moment

    return set_to


def begun(member: cast.Member, now: datetime, key: str = MARITAL):
    viewer, answers = viewer_of(member), ASKED if key == MARITAL else STAYING
    application = applications.begin_application(procedure=key, viewer=viewer, now=now)
    applications.replace_answers(application=application, viewer=viewer, answers=answers, now=now)
    return application


def fee_of(member: cast.Member, now: datetime, key: str = MARITAL):
    recorded = applications.submit(application=begun(member, now, key), viewer=viewer_of(member), now=now)
    return case_of(recorded.case, viewer_of(member)).facts["fee"], recorded


def without(*items: str) -> None:
    EidItem.objects.filter(person=cast.LAN.person, item__in=items).delete()


def level_one() -> None:
    Eid.objects.filter(person=cast.LAN.person).update(level=1)


def later() -> None:
    EidItem.objects.filter(person=cast.LAN.person, item="health_book").update(since=date(2026, 12, 1))


@pytest.mark.parametrize(
    ("member", "day", "change", "amount"),
    [
        pytest.param(cast.LAN, FIRST, None, 0, id="level 2 and all papers"),
        pytest.param(cast.LAN, LAST, None, 0, id="in its last days"),
        pytest.param(cast.LAN, AFTER, None, PAID, id="after its last day"),
        pytest.param(cast.LAN, date(2026, 8, 14), None, PAID, id="before its first day"),
        pytest.param(cast.LAN, FIRST, level_one, PAID, id="level 1"),
        pytest.param(cast.LAN, FIRST, lambda: without("health_book"), PAID, id="a basic paper is missing"),
        pytest.param(cast.LAN, FIRST, lambda: without("marriage_paper"), 0, id="another paper is missing"),
        pytest.param(cast.LAN, FIRST, later, PAID, id="a paper came later"),
        pytest.param(cast.THAM, FIRST, None, PAID, id="nothing is known"),
    ],
)
def test_what_the_record_says_decides_on_the_day(on, member, day, change, amount):
    if change is not None:
        change()
    fee, _ = fee_of(member, on(day), STAY)
    assert fee["amount_vnd"] == amount
    assert (RESOLUTION in fee["law"]["vi"]) == (amount == 0)


def test_the_papers_own_to_a_procedure_are_asked_too_and_what_the_council_sets_stays_unknown(on):
    now = on(FIRST)
    assert fee_of(cast.LAN, now)[0]["amount_vnd"] == 0
    without("marriage_paper")
    assert fee_of(cast.LAN, now)[0]["amount_vnd"] is None


def test_the_citizen_is_told_before_and_after_and_the_officer_too(on):
    now = on(FIRST)
    application = begun(cast.LAN, now)
    before = browser().get(reverse("application_check", args=[application])).content.decode()
    recorded = applications.submit(application=application, viewer=viewer_of(cast.LAN), now=now)
    after = browser().get(reverse("dossier", args=[recorded.code])).content.decode()
    desk = browser(cast.MINH).get(reverse("desk_dossier", args=[recorded.code])).content.decode()
    for page in (before, after, desk):
        assert RESOLUTION in page
        assert "tài khoản định danh mức độ 2 từ" in page
        assert "Giấy chứng nhận kết hôn" in page


def test_who_pays_sees_nothing_of_an_e_identity(on):
    now = on(FIRST)
    without("marriage_paper")
    _, recorded = fee_of(cast.LAN, now)
    page = browser().get(reverse("dossier", args=[recorded.code])).content.decode()
    assert "tài khoản định danh mức độ" not in page
    desk = browser(cast.MINH).get(reverse("desk_dossier", args=[recorded.code])).content.decode()
    assert "tài khoản định danh mức độ" not in desk


def test_an_e_identity_is_told_to_its_person_alone(on):
    on(FIRST)
    assert own_eid(viewer_of(cast.LAN), FIRST).level == 2
    assert own_eid(viewer_of(cast.LAN), date(2020, 1, 1)) is None
    for member in (cast.HAI, cast.MINH, cast.THAM):
        assert own_eid(viewer_of(member), FIRST) is None
    assert "Sổ sức khỏe điện tử" in browser().get(reverse("record")).content.decode()
    assert "Chưa biết mức độ" in browser(cast.THAM).get(reverse("record")).content.decode()


@pytest.mark.whole_catalogue
def test_a_part_of_a_bundle_is_free_for_her_as_it_is_alone_also_when_it_opens_later(on):
    now = on(FIRST)
    change = {"child.born_on": "2026-07-20"}
    form = filled_in_bundle(change, now)
    before = browser().get(reverse("application_check", args=[form])).content.decode()
    code = applications.submit(application=form, viewer=viewer_of(cast.LAN), now=now).code
    fees = {key: each["fee"] for key, each in parts_in(whole(code)).items()}
    assert fees["residence"]["amount_vnd"] == 0
    assert RESOLUTION in fees["residence"]["law"]["vi"]
    worked(code, "birth", *TO_RESULT, now=now)
    tell_all()
    residence = parts_of(code)["residence"]
    after = browser().get(reverse("dossier", args=[residence.code])).content.decode()
    for page in (before, after):
        assert "tài khoản định danh mức độ 2 từ" in page
    birth = browser().get(reverse("dossier", args=[parts_of(code)["birth"].code])).content.decode()
    assert "tài khoản định danh mức độ" not in birth
    without("health_book")
    paid = applications.submit(application=filled_in_bundle(change, now), viewer=viewer_of(cast.LAN), now=now)
    assert parts_in(whole(paid.code))["residence"]["fee"]["amount_vnd"] == 10_000


@pytest.mark.whole_catalogue
def test_under_a_mandate_nobodys_e_identity_makes_a_bundle_free(on):
    now = on(FIRST)
    mandate = mandate_for_bundles(cast.HAI)
    form = filled_in_bundle({"child.born_on": "2026-07-20"}, now, hand=cast.HAI, mandate=mandate)
    code = applications.submit(application=form, viewer=viewer_of(cast.HAI), now=now).code
    assert parts_in(whole(code))["residence"]["fee"]["amount_vnd"] == 10_000


def test_at_a_counter_nothing_of_it_is_asked(on):
    now = on(FIRST)
    answers = {**ASKED, "paper": {"kind": "diploma", "pages": 3}, "copies": {"count": 2}}
    answers["place"] = {"commune": "2025/09187"}
    recorded = take_quickly(
        person=cast.LAN.person,
        procedure="2.000815",
        answers=answers,
        viewer=viewer_of(cast.MINH),
        key="1",
        now=now,
    )
    assert case_of(recorded.case, viewer_of(cast.MINH)).facts["fee"]["amount_vnd"] == 10_000
