"""Filling in, submitting, and the acts of officers, with the database: what is written, what is refused, what is told."""

from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from kinhbac.kernel.models import Case, Entry, Series
from kinhbac.kernel.reads import NotFound, case_coded, entries_of
from kinhbac.kernel.tell import tell_all
from kinhbac.kernel.types import Conflict, Refused, Viewer
from kinhbac.kernel.verify import verify
from kinhbac.services.procedures.actions import applications, dossiers
from kinhbac.services.procedures.actions.lookup import look_up
from kinhbac.services.procedures.models import Application
from kinhbac.services.procedures.reads.desk import to_do
from kinhbac.services.procedures.reads.dossiers import dossier_coded, files_of, own_dossiers
from kinhbac.services.procedures.types import Incomplete
from kinhbac.site.demo import cast
from kinhbac.tools.desk.models import Item
from kinhbac.tools.limits.types import TooMany
from kinhbac.tools.notices.reads import box_of
from tests.services.procedures.conftest import (
    BIRTH,
    DAY,
    MORNING,
    carried_on,
    filled_in,
    submitted,
    viewer_of,
)

pytestmark = pytest.mark.usefixtures("province")


def asked(member: cast.Member, **how: object) -> dossiers.Asked:
    return dossiers.Asked(viewer=viewer_of(member), now=MORNING, **how)


def test_a_form_is_taken_up_again_until_it_is_sent():
    first = filled_in()
    assert applications.begin_application(procedure=BIRTH, viewer=viewer_of(cast.LAN)) == first
    applications.submit(application=first, viewer=viewer_of(cast.LAN), now=MORNING)
    assert applications.begin_application(procedure=BIRTH, viewer=viewer_of(cast.LAN)) != first


def test_the_table_takes_one_unsent_form_of_a_person_and_procedure():
    row = Application.objects.get(pk=filled_in())
    with pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.create(
            person=row.person,
            procedure=row.procedure,
            definition=row.definition,
            begun_at=MORNING,
            changed_at=MORNING,
        )


def test_submitting_gives_a_code_of_the_resolving_office():
    assert submitted().code == "H05.91.87-260428-0001"
    assert submitted(now=MORNING + timedelta(hours=1)).code == "H05.91.87-260428-0002"
    assert submitted(now=MORNING + timedelta(days=1)).code == "H05.91.87-260429-0001"


def test_submitting_twice_is_one_dossier():
    application = filled_in()
    first = applications.submit(application=application, viewer=viewer_of(cast.LAN), now=MORNING)
    again = applications.submit(application=application, viewer=viewer_of(cast.LAN), now=MORNING)
    assert (again.case, again.code, again.again) == (first.case, first.code, True)
    assert Case.objects.count() == 1
    assert Series.objects.get().last == 1


def test_an_incomplete_form_is_refused_with_each_fault_and_takes_no_number():
    viewer = viewer_of(cast.LAN)
    application = applications.begin_application(procedure=BIRTH, viewer=viewer, now=MORNING)
    applications.keep_answers(
        application=application, viewer=viewer, values={"requester.relation": "mother"}, now=MORNING
    )
    with pytest.raises(Incomplete) as refused:
        applications.submit(application=application, viewer=viewer, now=MORNING)
    assert "child.full_name" in {fault.path for fault in refused.value.faults}
    assert not Series.objects.exists()
    assert Application.objects.get().answers == {"requester": {"relation": "mother"}}


def test_a_paper_of_somebody_else_is_not_taken():
    theirs = filled_in(cast.NAM)
    paper = Application.objects.get(pk=theirs).answers["papers"]
    mine = filled_in()
    applications.keep_answers(
        application=mine,
        viewer=viewer_of(cast.LAN),
        values={"papers.birth_notice": paper["birth_notice"]},
        now=MORNING,
    )
    with pytest.raises(Incomplete) as refused:
        applications.submit(application=mine, viewer=viewer_of(cast.LAN), now=MORNING)
    assert [fault.keyword for fault in refused.value.faults] == ["file_missing"]


@pytest.mark.parametrize("stranger", [cast.NAM, cast.HAI, cast.MINH])
def test_nobody_touches_a_form_of_another(stranger):
    application = filled_in()
    for touch in (
        lambda viewer: applications.keep_answers(application=application, viewer=viewer, values={}),
        lambda viewer: applications.submit(application=application, viewer=viewer),
        lambda viewer: applications.discard(application=application, viewer=viewer),
    ):
        with pytest.raises(NotFound):
            touch(viewer_of(stranger))


def test_answers_leave_the_form_when_the_dossier_holds_them():
    submitted()
    assert Application.objects.get().answers == {}


def test_the_whole_day_ends_with_the_result_and_a_sound_journal():
    receipt = submitted()
    carried_on(receipt.case, len(DAY), MORNING + timedelta(minutes=30))
    tell_all()
    names = [entry.name for entry in entries_of(receipt.case)]
    assert names == [
        "dossier.submitted",
        "dossier.received",
        "dossier.proposed",
        "dossier.approved",
        "dossier.result_issued",
        "dossier.handed_over",
    ]
    whole = dossier_coded(receipt.code, viewer_of(cast.LAN), MORNING)
    assert whole.summary.status == 10
    assert whole.facts["result_number"] == "1/2026"
    assert verify().faults == []


def test_the_applicant_is_told_once_however_often_it_is_told():
    receipt = submitted()
    carried_on(receipt.case, 1)
    tell_all()
    Case.objects.update(told=0)
    tell_all()
    subjects = [notice.subject.vi for notice in box_of(viewer_of(cast.LAN))]
    assert subjects == [f"Đã tiếp nhận hồ sơ {receipt.code}", f"Đã nộp hồ sơ {receipt.code}"]


def test_mail_says_no_more_than_number_and_state(province):
    receipt = submitted()
    carried_on(receipt.case, len(DAY))
    tell_all()
    mails = [
        message_from_bytes(file.read_bytes(), policy=default) for file in (province / "outbox").rglob("*.eml")
    ]
    assert len(mails) == 4
    child = dossier_coded(receipt.code, viewer_of(cast.LAN), MORNING).summary.about
    for mail in mails:
        words = f"{mail['Subject']} {mail.get_content()}"
        assert receipt.code in words
        assert not [name for name in (*child.split(), *cast.LAN.name.split()) if name in words.split()]


def test_undoing_what_was_told_is_told_too():
    receipt = submitted()
    carried_on(receipt.case, 1)
    tell_all()
    dossiers.undo(receipt.case, asked(cast.MINH))
    tell_all()
    newest = box_of(viewer_of(cast.LAN))[0]
    assert newest.subject.vi == f"Cập nhật hồ sơ {receipt.code}"


def test_undo_brings_the_dossier_back_to_its_step_and_its_clock():
    receipt = submitted()
    carried_on(receipt.case, 1)
    dossiers.undo(receipt.case, asked(cast.MINH))
    whole = dossier_coded(receipt.code, viewer_of(cast.MINH), MORNING)
    offered = [offer.key for offer in whole.offers]
    assert offered == ["receive", "request_supplement", "refuse", "transfer", "withdraw"]
    assert Item.objects.get(case__case=receipt.case, ended=False).queue == "to_receive"
    assert [phase.key for phase in whole.phases] == ["reception"]
    assert verify().faults == []


def test_a_repeated_key_issues_one_result_with_one_number():
    receipt = submitted()
    carried_on(receipt.case, 3)
    key = str(uuid4())
    first = dossiers.do(receipt.case, "issue_result", {}, asked(cast.HOA, key=key))
    again = dossiers.do(receipt.case, "issue_result", {}, asked(cast.HOA, key=key))
    assert again.again
    assert again.hash == first.hash
    assert Series.objects.get(key__startswith="result").last == 1


def test_the_second_of_two_is_told_what_changed():
    receipt = submitted()
    carried_on(receipt.case, 1)
    dossiers.do(receipt.case, "propose", {}, asked(cast.HOA, seen=2))
    with pytest.raises(Conflict) as overtaken:
        dossiers.do(receipt.case, "propose", {}, asked(cast.HOA, seen=2))
    assert [entry.name for entry in overtaken.value.changes] == ["dossier.proposed"]


@pytest.mark.parametrize(
    ("acts", "officer", "name"),
    [
        (0, cast.HOA, "receive"),
        (1, cast.MINH, "propose"),
        (2, cast.HOA, "approve"),
        (3, cast.BINH, "issue_result"),
    ],
)
def test_the_wrong_post_is_refused_and_writes_nothing(acts, officer, name):
    receipt = submitted()
    carried_on(receipt.case, acts)
    before = Entry.objects.count()
    with pytest.raises((Refused, NotFound)):
        dossiers.do(receipt.case, name, {}, asked(officer))
    assert Entry.objects.count() == before


def test_nobody_works_on_a_dossier_of_her_own():
    receipt = submitted(cast.MINH)
    before = Entry.objects.count()
    for act in (
        lambda: dossiers.do(receipt.case, "receive", {}, asked(cast.MINH)),
        lambda: dossiers.correct(receipt.case, {"child.full_name": "Trần An"}, "Chép nhầm", asked(cast.MINH)),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.refusal.code == "dossier.own_dossier"
    assert Entry.objects.count() == before


def test_a_correction_brings_in_no_papers_of_others():
    elsewhere = Application.objects.get(pk=filled_in(cast.NAM)).answers["papers"]["birth_notice"]
    receipt = submitted()
    files = files_of(receipt.code, viewer_of(cast.MINH))
    with pytest.raises(Incomplete) as incomplete:
        dossiers.correct(receipt.case, {"papers.birth_notice": elsewhere}, "Thêm giấy", asked(cast.MINH))
    assert [(each.path, each.keyword) for each in incomplete.value.faults] == [
        ("papers.birth_notice", "file_strange")
    ]
    assert files_of(receipt.code, viewer_of(cast.MINH)) == files


def test_the_applicant_reads_reasons_and_not_notes_between_officers():
    receipt = submitted()
    carried_on(receipt.case, 2)
    dossiers.do(receipt.case, "return_for_rework", {"note": "Thiếu trang hai"}, asked(cast.BINH))
    read = [
        {line.note for line in dossier_coded(receipt.code, viewer_of(who), MORNING).history}
        for who in (cast.HOA, cast.LAN)
    ]
    assert read == [{"", "Đủ điều kiện", "Thiếu trang hai"}, {"", "Thiếu trang hai"}]


@pytest.mark.parametrize("stranger", [cast.NAM, cast.THU, cast.SON, cast.HAI])
def test_strangers_find_nothing(stranger):
    receipt = submitted()
    viewer = viewer_of(stranger)
    for look in (
        lambda: case_coded(receipt.code, viewer),
        lambda: dossier_coded(receipt.code, viewer, MORNING),
        lambda: files_of(receipt.code, viewer),
        lambda: dossiers.do(receipt.case, "receive", {}, asked(stranger)),
        lambda: dossiers.correct(receipt.case, {}, "x", asked(stranger)),
        lambda: dossiers.undo(receipt.case, asked(stranger)),
    ):
        with pytest.raises(NotFound):
            look()
    assert own_dossiers(viewer, MORNING) == ()
    assert to_do(viewer, MORNING) == ()


def test_nobody_sees_nothing():
    receipt = submitted()
    with pytest.raises(NotFound):
        case_coded(receipt.code, Viewer())
    assert own_dossiers(Viewer(), MORNING) == ()


def test_a_correction_keeps_the_old_value_and_says_why():
    receipt = submitted()
    carried_on(receipt.case, 1)
    dossiers.correct(receipt.case, {"child.full_name": "Trần Minh Châu"}, "Nhầm tên", asked(cast.HOA))
    whole = dossier_coded(receipt.code, viewer_of(cast.HOA), MORNING)
    assert whole.summary.about == "Trần Minh Châu"
    assert whole.history[0].note == "Nhầm tên"
    corrected = [answer.path for group in whole.groups for answer in group.answers if answer.corrected]
    assert corrected == ["child.full_name"]


def test_a_correction_that_the_form_refuses_is_refused():
    receipt = submitted()
    carried_on(receipt.case, 1)
    with pytest.raises(Incomplete) as refused:
        dossiers.correct(receipt.case, {"child.born_on": "2031-01-01"}, "Nhầm ngày", asked(cast.HOA))
    assert [fault.path for fault in refused.value.faults] == ["child.born_on"]


def test_the_applicant_sees_who_opened_the_file():
    receipt = submitted()
    dossier_coded(receipt.code, viewer_of(cast.MINH), MORNING)
    whole = dossier_coded(receipt.code, viewer_of(cast.LAN), MORNING)
    assert [(seen.who, seen.purpose.en) for seen in whole.openings] == [
        (cast.MINH.name, "Work on the dossier")
    ]


@pytest.mark.parametrize("digits", ["1234", "5678"])
def test_code_and_four_digits_show_where_it_stands(digits):
    # 027196001234 is Lan's identity number, 0912345678 her phone
    receipt = submitted()
    glance = look_up(code=f" {receipt.code.lower()} ", digits=digits, asker="a", now=MORNING)
    assert glance is not None
    assert glance.code == receipt.code


def test_wrong_and_unknown_look_the_same_and_five_tries_are_all_for_a_code():
    receipt = submitted()
    for digits in ("0000", "abcd", "", "4321", "0000"):
        assert look_up(code=receipt.code, digits=digits, asker="a", now=MORNING) is None
        assert look_up(code="H05.91.87-260428-9999", digits=digits, asker="a", now=MORNING) is None
    with pytest.raises(TooMany):
        look_up(code=receipt.code, digits="1234", asker="a", now=MORNING)
    later = MORNING + timedelta(hours=1, seconds=1)
    assert look_up(code=receipt.code, digits="1234", asker="a", now=later) is not None


def test_from_one_place_twenty_may_be_wrong_and_what_is_right_is_not_counted():
    receipt = submitted()
    for number in range(20):
        right = look_up(code=receipt.code, digits="1234", asker="a village", now=MORNING)
        assert right is not None
        assert look_up(code=f"X-{number}", digits="0000", asker="a village", now=MORNING) is None
    with pytest.raises(TooMany) as fault:
        look_up(code=receipt.code, digits="1234", asker="a village", now=MORNING)
    assert fault.value.left == timedelta(hours=1)
    assert look_up(code=receipt.code, digits="1234", asker="elsewhere", now=MORNING) is not None


def test_one_code_cannot_be_tried_out_from_many_places():
    receipt = submitted()
    for place in range(5):
        assert look_up(code=receipt.code, digits="0000", asker=f"place {place}", now=MORNING) is None
    with pytest.raises(TooMany):
        look_up(code=receipt.code, digits="0000", asker="another", now=MORNING)
