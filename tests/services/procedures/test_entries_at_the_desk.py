"""Members of a household business, entered at the counter with everything else, and corrected on one page; no script."""

from uuid import uuid4

import pytest
from django.urls import reverse

from kinhbac.kernel.reads import case_of, entries_of
from kinhbac.services.procedures.actions import applications, counter
from kinhbac.services.procedures.models import Application
from kinhbac.services.procedures.reads.dossiers import dossier_coded
from kinhbac.site.demo import cast
from tests.services.procedures.browsing import browser
from tests.services.procedures.conftest import MORNING, photograph, viewer_of
from tests.services.procedures.test_counter_pages import boxes

pytestmark = pytest.mark.usefixtures("province", "morning")

BUSINESS = "1.001612"
NAM = {
    "full_name": "Vũ Hoài Nam",
    "born_on": "1992-08-30",
    "identity_number": "024092003001",
    "share_vnd": 20_000_000,
}
MAI = {
    "full_name": "Trần Thị Mai",
    "born_on-day": "20",
    "born_on-month": "1",
    "born_on-year": "1970",
    "identity_number": "027170001235",
    "share_vnd": "10000000",
}
WRONG_NUMBER = {**MAI, "identity_number": "12"}


def answers(*members, **paper):
    return {
        "agent": {"by": "self"},
        "requester": {"phone": cast.LAN.phone},
        "business": {
            "kind": "household",
            "name": "Phở Lan",
            "address": "Số 12, khu 3",
            "commune": cast.KINH_BAC,
            "head": {
                "full_name": cast.LAN.name,
                "born_on": "1996-05-12",
                "identity_number": cast.LAN.number,
            },
            "trade": "Bán phở",
            "capital_vnd": 50_000_000,
            "begins_on": "2026-07-01",
            **({"members": list(members)} if members else {}),
        },
        "delivery": {"way": "counter"},
        **({"papers": paper} if paper else {}),
    }


def entry(number: int, member: dict[str, object]) -> dict[str, object]:
    return {f"business.members.{number}.{name}": value for name, value in member.items()}


@pytest.fixture
def form():
    """A form at Minh's desk, all answered but for the members."""
    minh = viewer_of(cast.MINH)
    application = counter.begin_at_counter(
        person=cast.LAN.person, procedure=BUSINESS, viewer=minh, now=MORNING
    )
    Application.objects.filter(pk=application).update(answers=answers())
    return application


def at_counter(form, **change):
    address = reverse("counter_form", args=[form])
    shown = browser(cast.MINH).get(address).content.decode()
    return browser(cast.MINH).post(address, {**boxes(shown), "do": "save", **change})


def members(form) -> list[str]:
    kept = Application.objects.get(pk=form).answers["business"].get("members") or []
    return [each["full_name"] for each in kept]


def test_at_the_counter_members_are_added_changed_and_taken_away(form):
    assert at_counter(form, **entry(1, MAI)).status_code == 302
    assert members(form) == ["Trần Thị Mai"]
    assert at_counter(form, **{"business.members.1.full_name": "Trần Thị Mai Anh"}).status_code == 302
    assert at_counter(form, **entry(2, {**MAI, "full_name": "Vũ Hoài Nam"})).status_code == 302
    assert members(form) == ["Trần Thị Mai Anh", "Vũ Hoài Nam"]
    assert at_counter(form, **{"business.members.1.remove": "yes"}).status_code == 302
    assert members(form) == ["Vũ Hoài Nam"]


def test_at_the_counter_a_wrong_member_is_told_with_its_number_and_stays_on_the_page(form):
    at_counter(form, **entry(1, MAI))
    answer = at_counter(form, **entry(2, WRONG_NUMBER))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "một thành viên 2" in page or "thành viên 2" in page
    assert 'name="business.members.2.full_name" type="text" value="Trần Thị Mai"' in page
    assert "<script" not in page.partition("<main")[2]
    assert members(form) == ["Trần Thị Mai"]


@pytest.fixture
def dossier():
    lan = viewer_of(cast.LAN)
    application = applications.begin_application(procedure=BUSINESS, viewer=lan, now=MORNING)
    paper = applications.attach(
        application=application, viewer=lan, path="papers.minutes", upload=photograph(), now=MORNING
    )
    given = answers(NAM, minutes=[{"file": str(paper.id), "name": "bien-ban.jpg"}])
    applications.replace_answers(application=application, viewer=lan, answers=given, now=MORNING)
    return applications.submit(application=application, viewer=lan, now=MORNING)


def correction(dossier, **change):
    address = reverse("desk_correct", args=[dossier.code])
    page = browser(cast.MINH).get(address, {"group": "members"}).content.decode().partition("<main")[2]
    shown = page.replace('<form method="post" action', '<form method="post" enctype action')
    seen = case_of(dossier.case, viewer_of(cast.MINH)).seq
    sent = {
        **boxes(shown),
        "group": "members",
        "seen": seen,
        "key": str(uuid4()),
        "note": "Khai thiếu",
        **change,
    }
    return browser(cast.MINH).post(address, sent)


def shown_members(dossier) -> str:
    seen = dossier_coded(dossier.code, viewer_of(cast.LAN), MORNING)
    return next(
        each.value.vi for group in seen.groups for each in group.answers if each.path == "business.members"
    )


def test_a_correction_changes_one_member_and_adds_another(dossier):
    change = {"business.members.1.share_vnd": "25000000", **entry(2, MAI)}
    assert correction(dossier, **change).status_code == 302
    said = shown_members(dossier)
    assert "25000000" in said
    assert "Trần Thị Mai, 20/01/1970" in said
    assert entries_of(dossier.case)[-1].name == "dossier.corrected"


def test_a_wrong_member_in_a_correction_changes_nothing_and_stays_on_the_page(dossier):
    answer = correction(dossier, **entry(2, WRONG_NUMBER))
    assert answer.status_code == 422
    assert 'value="Trần Thị Mai"' in answer.content.decode()
    assert "gồm 12 chữ số" in answer.content.decode()
    assert "Mai" not in shown_members(dossier)


def test_the_last_member_cannot_be_corrected_away(dossier):
    answer = correction(dossier, **{"business.members.1.remove": "yes"})
    assert answer.status_code == 422
    assert "Vũ Hoài Nam" in shown_members(dossier)
