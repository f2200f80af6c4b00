"""Two at once: the same key, the same case, the same number. One wins; nothing is done twice, nothing half."""

import pytest
from django.db import transaction

from kinhbac.kernel import actions, tell
from kinhbac.kernel import models as tables
from kinhbac.kernel.numbering import take_number
from kinhbac.kernel.types import Conflict, Recorded, Refused
from kinhbac.kernel.verify import verify
from tests.cast import LEADER, NOW, SPECIALIST
from tests.kernel.desk import accepted_dossier, do, open_dossier, open_work_file
from tests.kernel.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)

WRITERS = 12


def test_the_same_key_opens_one_case(published):
    answers = at_once(WRITERS, lambda _: open_dossier(published, key="k"))
    assert {(answer.case, answer.seq, answer.hash) for answer in answers} == {
        (answers[0].case, 1, tables.Entry.objects.get().hash)
    }
    assert sum(not answer.again for answer in answers) == 1
    assert verify().holds


def test_the_same_key_acts_once(published):
    case = open_work_file(published).case
    answers = at_once(WRITERS, lambda _: do(case, "note", SPECIALIST, key="k", a=1))
    assert {answer.seq for answer in answers} == {2}
    assert sum(not answer.again for answer in answers) == 1
    assert tables.Entry.objects.filter(case=case).count() == 2


def test_the_same_key_on_different_cases_is_done_on_one(published):
    cases = [open_work_file(published).case for _ in range(WRITERS)]
    answers = at_once(WRITERS, lambda number: do(cases[number], "note", SPECIALIST, key="k", a=1))
    assert sum(isinstance(answer, Recorded) for answer in answers) == 1
    assert {answer.refusal.code for answer in answers if isinstance(answer, Refused)} == {"key.reused"}
    assert verify().holds


def test_of_many_who_saw_the_same_state_one_wins_and_the_others_are_told(published):
    case = accepted_dossier(published)
    ways = ("propose", "consult")
    answers = at_once(
        WRITERS, lambda number: do(case, ways[number % 2], SPECIALIST, seen=2, key=f"k{number}")
    )
    won = [answer for answer in answers if isinstance(answer, Recorded)]
    lost = [answer for answer in answers if isinstance(answer, Conflict)]
    assert (len(won), len(lost)) == (1, WRITERS - 1)
    assert {tuple(entry.seq for entry in conflict.changes) for conflict in lost} == {(3,)}
    assert verify().holds


def test_all_who_trust_the_newest_state_are_written_one_after_the_other(published):
    case = open_work_file(published).case
    answers = at_once(WRITERS, lambda number: do(case, "note", SPECIALIST, n=number))
    assert sorted(answer.seq for answer in answers) == list(range(2, WRITERS + 2))
    assert verify().holds


def test_an_act_and_its_undoing_by_many_is_undone_once(published):
    case = accepted_dossier(published)
    do(case, "propose", SPECIALIST)
    answers = at_once(4, lambda _: actions.undo_last(case=case, actor=SPECIALIST, seen=3, now=NOW))
    assert sum(isinstance(answer, Recorded) for answer in answers) == 1
    assert sum(isinstance(answer, Conflict) for answer in answers) == 3
    with pytest.raises(Refused):
        actions.undo_last(case=case, actor=LEADER)


def test_numbers_taken_for_cases_have_no_hole_when_a_key_is_sent_twice(published):
    def submit(number: int) -> Recorded:
        with transaction.atomic():
            code = f"H05-{take_number('H05'):03}"
            receipt = open_dossier(published, key=f"k{number // 2}", code=code)
            if receipt.again:
                transaction.set_rollback(True)
            return receipt

    at_once(16, submit)
    codes = sorted(tables.Case.objects.values_list("code", flat=True))
    assert codes == [f"H05-{number:03}" for number in range(1, 9)]
    assert verify().holds


def test_two_tellers_keep_the_order_of_each_case(published, seated):
    heard = []
    seated.seat_listener("ear", lambda entry, _state: heard.append((entry.case, entry.seq)))
    cases = [accepted_dossier(published) for _ in range(6)]
    at_once(4, lambda _: tell.tell_all())
    for case in cases:
        assert [seq for told, seq in heard if told == case] == [1, 2]


def test_verify_and_acts_go_on_side_by_side(published):
    cases = [open_work_file(published).case for _ in range(6)]

    def work(number: int):
        if number == 0:
            return [verify().faults for _ in range(5)]
        if number == 1:
            return [tell.tell_pending() for _ in range(5)]
        return [do(cases[number - 2], "note", SPECIALIST, n=each).seq for each in range(5)]

    answers = at_once(8, work)
    assert answers[0] == [[]] * 5
    assert answers[2:] == [[2, 3, 4, 5, 6]] * 6
    assert verify().holds
