"""Actions: decide, record, tell. What is refused writes nothing; what is done is done once and whole."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from kinhbac.kernel import actions, reads, rows
from kinhbac.kernel import models as tables
from kinhbac.kernel.record import Overtaken, Record, case_state
from kinhbac.kernel.types import Act, Command, Conflict, Decision, FactsSet, Link, Refused
from kinhbac.kernel.verify import verify
from tests.cast import BINH, COMMITTEE, LAN, LEADER, NOW, RECEIVER, SPECIALIST, STRANGER
from tests.kernel.desk import (
    DOSSIER,
    WORK_FILE,
    accepted_dossier,
    do,
    dossier_values,
    open_dossier,
    open_report,
    open_work_file,
)
from tests.kernel.tables import state_of, written

pytestmark = pytest.mark.django_db


def together(*decisions):
    """Do several things in one transaction."""
    with transaction.atomic():
        for decide in decisions:
            decide()


def test_a_case_is_opened_and_acted_on(published):
    receipt = open_dossier(published, code="H05-1")
    assert (receipt.seq, receipt.code, receipt.again) == (1, "H05-1", False)
    done = do(receipt.case, "accept", RECEIVER, seen=1, note="đủ")
    state = state_of(receipt.case)
    assert (done.seq, done.hash, state.seq, state.head) == (2, state.head, 2, done.hash)
    assert state.definition == published[DOSSIER]
    assert [entry.name for entry in reads.entries_of(receipt.case)] == ["dossier.submitted", "dossier.accept"]
    assert reads.contents_of(receipt.case) == {1: {"child": "Đào"}, 2: {"note": "đủ"}}
    assert verify().holds


def test_an_entry_says_who_for_whom_what_when_and_under_which_version(published):
    actor = BINH.acting(on_behalf_of=LAN.person)
    case = open_work_file(published, actor=actor).case
    entry = reads.entries_of(case)[0]
    assert (entry.actor.person, entry.actor.on_behalf_of, entry.actor.role) == (
        BINH.person,
        LAN.person,
        "leader",
    )
    assert (entry.name, entry.at, entry.definition) == ("work_file.opened", NOW, published[WORK_FILE])


def test_the_clock_is_asked_where_nobody_says_when(published):
    receipt = actions.open_case(
        kind=WORK_FILE,
        definition=published[WORK_FILE],
        command=Command("open", {"office": COMMITTEE}),
        actor=SPECIALIST,
    )
    assert abs(reads.entries_of(receipt.case)[0].at - actions.clock.now()) < timedelta(minutes=5)


def test_what_is_refused_writes_nothing(published):
    case = open_dossier(published).case
    before = written()
    with pytest.raises(Refused) as refused:
        do(case, "approve", LEADER)
    assert (refused.value.refusal.code, written()) == ("test.not_now", before)
    with pytest.raises(Refused):
        actions.open_case(
            kind=WORK_FILE,
            definition=published[WORK_FILE],
            command=Command("refuse"),
            actor=SPECIALIST,
            key="k",
        )
    assert written() == before


def test_what_the_calendar_or_the_directory_cannot_answer_is_refused_in_plain_words(published):
    before = written()
    with pytest.raises(Refused) as refused:
        open_dossier(published, desk="nowhere")
    assert refused.value.refusal.code == "test.dossier.NotListed"
    assert refused.value.refusal.reason.vi
    assert refused.value.refusal.remedy.en
    assert written() == before


def test_a_case_that_is_not_there_is_refused(published):
    for ask in (
        lambda: do(uuid4(), "accept", RECEIVER),
        lambda: actions.undo_last(case=uuid4(), actor=RECEIVER),
        lambda: actions.erase_content(case=uuid4(), seq=1, rule="r", actor=LEADER),
    ):
        with pytest.raises(Refused) as refused:
            ask()
        assert refused.value.refusal.code == "case.not_there"


def test_two_people_on_one_case_and_the_other_is_told_what_changed(published):
    case = accepted_dossier(published)
    do(case, "propose", SPECIALIST, seen=2)
    before = written()
    with pytest.raises(Conflict) as conflict:
        do(case, "consult", SPECIALIST, seen=2)
    assert [(entry.seq, entry.name, entry.actor) for entry in conflict.value.changes] == [
        (3, "dossier.propose", SPECIALIST)
    ]
    assert written() == before
    with pytest.raises(Conflict):
        actions.undo_last(case=case, actor=SPECIALIST, seen=2)


def test_who_names_no_state_trusts_the_newest(published):
    case = accepted_dossier(published)
    do(case, "propose", SPECIALIST)
    assert do(case, "approve", LEADER).seq == 4


class TestOnce:
    """A repeated idempotency key happens once."""

    def test_opening_again_answers_the_same(self, published):
        first = open_dossier(published, key="k1", code="H05-1")
        again = open_dossier(published, key="k1", code="H05-2")
        assert (again.case, again.seq, again.hash, again.code) == (first.case, 1, first.hash, "H05-1")
        assert (first.again, again.again, tables.Case.objects.count()) == (False, True, 1)

    def test_acting_again_answers_the_same_though_the_case_has_moved_on(self, published):
        case = open_dossier(published).case
        first = do(case, "accept", RECEIVER, seen=1, key="k2")
        do(case, "propose", SPECIALIST)
        for seen in (1, 2, 3, None):
            again = do(case, "accept", RECEIVER, seen=seen, key="k2")
            assert (again.seq, again.hash, again.again) == (first.seq, first.hash, True)
        assert tables.Entry.objects.count() == 3

    def test_an_act_that_could_be_done_twice_is_done_once(self, published):
        case = open_work_file(published).case
        first = do(case, "note", SPECIALIST, key="k3", a=1)
        assert do(case, "note", SPECIALIST, key="k3", a=1).hash == first.hash
        assert do(case, "note", SPECIALIST, key="k4", a=1).seq == 3

    def test_a_decision_of_several_acts_is_answered_by_its_last(self, published):
        case = open_report(published).case
        first = do(case, "settle", SPECIALIST, key="k5")
        again = do(case, "settle", SPECIALIST, key="k5")
        assert (again.seq, again.hash, again.again) == (3, first.hash, True)

    def test_undoing_again_answers_the_same(self, published):
        case = accepted_dossier(published)
        first = actions.undo_last(case=case, actor=RECEIVER, key="k6", now=NOW)
        again = actions.undo_last(case=case, actor=RECEIVER, key="k6", now=NOW)
        assert (again.seq, again.hash, again.again) == (first.seq, first.hash, True)

    def test_the_key_of_another_case_is_refused(self, published):
        one, other = open_dossier(published).case, open_dossier(published).case
        do(one, "accept", RECEIVER, key="k7")
        before = written()
        with pytest.raises(Refused) as refused:
            do(other, "accept", RECEIVER, key="k7")
        assert (refused.value.refusal.code, written()) == ("key.reused", before)

    def test_the_key_of_an_act_opens_nothing(self, published):
        case = open_work_file(published).case
        do(case, "note", SPECIALIST, key="k8", now=NOW + timedelta(hours=1), a=1)
        with pytest.raises(Refused) as refused:
            open_work_file(published, key="k8")
        assert refused.value.refusal.code == "key.reused"
        with pytest.raises(Refused):
            open_dossier(published, actor=SPECIALIST, key="k8")

    def test_another_hand_with_the_same_key_learns_nothing(self, published):
        first = open_dossier(published, key="k9", code="H05-1")
        with pytest.raises(Refused) as refused:
            open_dossier(published, actor=STRANGER, key="k9")
        assert refused.value.refusal.code == "key.reused"
        assert first.code not in str(refused.value.refusal)
        do(first.case, "accept", RECEIVER, key="k10")
        with pytest.raises(Refused):
            do(first.case, "accept", STRANGER, key="k10")

    def test_a_refused_act_leaves_its_key_free(self, published):
        case = open_dossier(published).case
        with pytest.raises(Refused):
            do(case, "approve", LEADER, key="k11")
        assert not do(case, "accept", RECEIVER, key="k11").again


class TestWhole:
    """One transaction: all of a decision, or of many, or nothing."""

    @pytest.mark.parametrize("broken", [tables.Case, tables.Entry, tables.Content, tables.Step, tables.Party])
    def test_a_failure_in_the_middle_leaves_nothing(self, published, monkeypatch, broken):
        case = open_work_file(published).case
        before = written()
        write = rows._write

        def fail(table, *rest):
            write(table, *rest)
            if table is broken:
                raise OSError("the disk is full")

        monkeypatch.setattr(rows, "_write", fail)
        with pytest.raises(OSError, match="full"):
            open_dossier(published, key="k")
        with pytest.raises(OSError, match="full"):
            together(
                lambda: do(case, "note", SPECIALIST, a=1),
                lambda: open_dossier(published, key="k"),
            )
        assert written() == before

    def test_many_decisions_are_recorded_in_one_transaction(self, published):
        case = open_dossier(published).case
        before = written()
        with pytest.raises(Refused):
            together(
                lambda: do(case, "accept", RECEIVER),
                lambda: do(case, "propose", SPECIALIST),
                lambda: open_work_file(published),
                lambda: do(case, "return", RECEIVER),
            )
        assert written() == before
        with transaction.atomic():
            do(case, "accept", RECEIVER)
            do(case, "propose", SPECIALIST)
            work_file = open_work_file(published).case
        assert (state_of(case).seq, state_of(work_file).seq) == (3, 1)
        assert verify().holds

    def test_one_record_holds_the_decisions_of_many_cases(self, published):
        first, second = open_work_file(published).case, open_work_file(published).case
        record = Record()
        for case in (first, second):
            state = state_of(case)
            for number in range(3):
                state = record.add(
                    case,
                    state,
                    [Act("noted", (FactsSet({"n": number}),), content={"n": number})],
                    actor=SPECIALIST,
                    now=NOW,
                    definition=state.definition,
                    key=None,
                )
        with transaction.atomic():
            record.write()
        assert [state_of(case).seq for case in (first, second)] == [4, 4]
        assert verify().holds

    def test_a_record_of_an_old_state_is_overtaken(self, published):
        case = open_work_file(published).case
        old = state_of(case)
        do(case, "note", SPECIALIST, a=1)
        record = Record()
        record.add(case, old, [Act("noted")], actor=SPECIALIST, now=NOW, definition=old.definition, key=None)
        before = written()
        with pytest.raises(Overtaken), transaction.atomic():
            record.write()
        assert written() == before

    def test_a_decision_without_an_act_is_a_fault_of_its_kind(self):
        with pytest.raises(ValueError, match="at least one act"):
            Decision(acts=())

    def test_a_number_given_out_twice_writes_nothing(self, published):
        open_dossier(published, code="H05-1")
        before = written()
        with pytest.raises(IntegrityError), transaction.atomic():
            open_dossier(published, code="H05-1", key="k")
        assert written() == before


def test_another_kind_is_opened_by_name_and_linked_to_its_cause(published):
    report = open_report(published).case
    values = {"definition": published[DOSSIER], "values": dossier_values()}
    do(report, "open_dossier", SPECIALIST, **values)
    child = tables.Case.objects.get(kind=DOSSIER)
    state = case_state(child)
    assert state.links == (Link("caused_by", report),)
    assert [entry.name for entry in reads.entries_of(child.pk)] == ["dossier.submitted", "case.linked"]
    assert {entry.definition for entry in reads.entries_of(child.pk)} == {published[DOSSIER]}
    assert list(tables.Link.objects.values_list("case_id", "kind", "other")) == [
        (child.pk, "caused_by", report)
    ]
    assert verify().holds


def test_what_the_other_kind_refuses_stops_the_whole_act(published):
    report = open_report(published).case
    before = written()
    with pytest.raises(Refused):
        do(
            report,
            "open_dossier",
            SPECIALIST,
            definition=published[DOSSIER],
            values=dossier_values(desk="nowhere"),
        )
    assert written() == before
