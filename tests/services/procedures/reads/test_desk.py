"""Dossiers on the desk: what they are called, never by a number of a person; what is done to many; agreement."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kinhbac.base.clock import FixedClock
from kinhbac.kernel import actions as cases
from kinhbac.kernel.reads import case_of, entries_of
from kinhbac.kernel.rebuild import rebuild
from kinhbac.kernel.verify import verify
from kinhbac.services.procedures.actions import dossiers
from kinhbac.services.procedures.reads.desk import DossierWork
from kinhbac.site.demo import cast
from kinhbac.tools.desk.models import Item, Label, Word
from tests.services.procedures.browsing import browser
from tests.services.procedures.conftest import MORNING, carried_on, submitted, viewer_of

pytestmark = pytest.mark.usefixtures("province", "morning")


@pytest.fixture
def morning(monkeypatch):
    monkeypatch.setattr(cases, "clock", FixedClock(MORNING))


@pytest.fixture
def dossier(province):
    return submitted()


def label(recorded) -> Label:
    return Label.objects.get(case=recorded.case)


def test_a_dossier_is_called_by_what_it_is_about_and_found_by_its_names(dossier):
    kept = label(dossier)
    assert kept.title.startswith("Trần")
    assert (kept.subject, kept.field) == ("1.001193", "civil_status")
    words = set(Word.objects.filter(label=kept).values_list("word", flat=True))
    assert {"tran", "lan"} <= words


def test_no_number_of_a_person_is_on_the_desk(dossier):
    kept = label(dossier)
    words = " ".join([kept.title, kept.folded, *Word.objects.values_list("word", flat=True)])
    for number in (cast.LAN.number, cast.LAN.phone):
        assert number not in words


def test_a_correction_renames_it_and_taking_it_back_does_so_again(dossier):
    before = label(dossier).title
    changes = {"child.full_name": "Trần Bảo An"}
    asked = dossiers.Asked(viewer=viewer_of(cast.MINH), now=MORNING)
    dossiers.correct(dossier.case, changes, "Chép nhầm", asked)
    assert label(dossier).title == "Trần Bảo An"
    assert "lan" in label(dossier).folded.split()
    dossiers.undo(dossier.case, asked)
    assert label(dossier).title == before


def test_what_changes_no_name_reads_nothing_more(dossier):
    state = case_of(dossier.case, viewer_of(cast.MINH))
    carried_on(dossier.case, 1)
    assert Item.objects.filter(case__case=dossier.case, ended=False).count() == 1
    assert DossierWork().place(state)[0].queue == "to_receive"


def test_the_desk_agrees_with_the_journal_and_is_made_again_from_it(dossier):
    carried_on(dossier.case, 3)
    before = sorted(Item.objects.values_list("step", "queue", "state", "due_at"), key=repr)
    assert verify().faults == []
    rebuild()
    assert sorted(Item.objects.values_list("step", "queue", "state", "due_at"), key=repr) == before
    assert verify().faults == []


def test_a_leader_approves_in_bulk_after_a_look_at_what_would_happen(province):
    several = [submitted(member) for member in (cast.LAN, cast.HAI)]
    for each in several:
        carried_on(each.case, 2)
    leader = browser(cast.BINH)
    listed = leader.get(reverse("desk") + "?queue=to_sign").content.decode()
    assert all(each.code in listed for each in several)
    tried = leader.post(
        reverse("desk_bulk_begin"), {"act": "dossier|approve", "which": "all", "queue": "to_sign"}
    )
    page = leader.get(tried["Location"]).content.decode()
    assert "Phê duyệt: 2 hồ sơ" in page
    assert all(entries_of(each.case)[-1].name == "dossier.proposed" for each in several)
    leader.post(tried["Location"] + "/confirm")
    assert all(entries_of(each.case)[-1].name == "dossier.approved" for each in several)
    assert "Đã ghi 2 hồ sơ" in leader.get(tried["Location"]).content.decode()


def test_a_bulk_approval_says_which_dossiers_are_refusals(province):
    granted, refused = submitted(), submitted(cast.HAI)
    carried_on(granted.case, 2)
    carried_on(refused.case, 1)
    hoa = dossiers.Asked(viewer=viewer_of(cast.HOA), now=MORNING)
    dossiers.do(refused.case, "propose_refusal", {"reason": "Đã đăng ký ở nơi khác"}, hoa)
    leader = browser(cast.BINH)
    tried = leader.post(
        reverse("desk_bulk_begin"), {"act": "dossier|approve", "which": "all", "queue": "to_sign"}
    )
    lines = leader.get(tried["Location"]).content.decode().split("<li>")
    assert [refused.code in line for line in lines if "Phê duyệt việc từ chối" in line] == [True]
    leader.post(tried["Location"] + "/confirm")
    assert entries_of(refused.case)[-1].name == "dossier.refusal_approved"
    assert entries_of(granted.case)[-1].name == "dossier.approved"


def test_nobody_else_is_offered_to_approve(dossier):
    carried_on(dossier.case, 2)
    assert "dossier|approve" not in browser(cast.HOA).get(reverse("desk")).content.decode()
    assert "dossier|approve" in browser(cast.BINH).get(reverse("desk")).content.decode()


@pytest.mark.django_db(transaction=True)
def test_showing_the_list_costs_few_statements_however_many_there_are(province):
    for _ in range(3):
        carried_on(submitted().case, 1)
    desk = browser(cast.HOA)
    desk.get(reverse("desk"))
    with CaptureQueriesContext(connection) as few:
        desk.get(reverse("desk"))
    for _ in range(5):
        carried_on(submitted().case, 1)
    with CaptureQueriesContext(connection) as more:
        desk.get(reverse("desk"))
    assert len(more) == len(few)
