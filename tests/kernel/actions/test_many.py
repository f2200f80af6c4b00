"""Many: one command on many cases. Each is decided for itself, all are recorded together, each once."""

from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction

from kinhbac.kernel import actions, reads
from kinhbac.kernel import models as tables
from kinhbac.kernel.numbering import take_number
from kinhbac.kernel.types import Command, Recorded, Refusal
from kinhbac.kernel.verify import verify
from tests.cast import BINH, HOA, LEADER, MINH, NAM_ELSEWHERE, NOBODY, NOW, RECEIVER, SPECIALIST
from tests.kernel.desk import accepted_dossier, do, open_dossier
from tests.kernel.projecting import Shelf
from tests.kernel.tables import state_of, written
from tests.kernel.threads import at_once
from tests.support.statements import asked


def to(name: str, **values):
    return lambda _state: Command(name, values)


def act_many(cases, name="propose", viewer=HOA, key="bulk", **values):
    return actions.act_many(viewer=viewer, cases=cases, command=to(name, **values), key=key, now=NOW)


def codes(outcomes) -> list[str]:
    return [each.code if isinstance(each, Refusal) else "" for each in outcomes.values()]


@pytest.fixture
def three(published):
    return [accepted_dossier(published) for _ in range(3)]


@pytest.mark.django_db
class TestActMany:
    def test_each_case_has_its_receipt_in_the_order_asked(self, three):
        done = act_many([*three, three[0]])
        assert list(done) == three
        for case, receipt in done.items():
            state = state_of(case)
            assert (receipt.case, receipt.seq, receipt.hash) == (case, state.seq, state.head)
            assert reads.entries_of(case)[-1].key == f"bulk:{case}"
            assert reads.entries_of(case)[-1].actor == SPECIALIST
        assert verify().holds

    def test_a_refusal_of_one_does_not_stop_the_others(self, three):
        do(three[1], "propose", SPECIALIST)
        assert codes(act_many(three)) == ["", "test.not_now", ""]
        assert [state_of(case).seq for case in three] == [3, 3, 3]

    def test_what_is_not_hers_to_see_is_not_there(self, three):
        strange = [*three, uuid4()]
        before = written()
        assert codes(act_many(strange, viewer=NAM_ELSEWHERE)) == ["case.not_there"] * 4
        assert codes(act_many(strange, viewer=NOBODY)) == ["case.not_there"] * 4
        assert written() == before
        assert codes(act_many(strange)) == ["", "", "", "case.not_there"]

    def test_each_is_done_in_the_post_that_holds_it(self, published, three):
        for case in three:
            do(case, "propose", SPECIALIST)
        act_many(three, "approve", BINH)
        waiting = open_dossier(published).case
        assert codes(act_many([waiting], "accept", MINH)) == [""]
        assert {reads.entries_of(case)[-1].actor.role for case in three} == {"leader"}

    def test_the_same_again_is_answered_the_same_though_the_cases_have_moved_on(self, three):
        first = act_many(three)
        do(three[0], "approve", LEADER)
        before = written()
        again = act_many(three)
        assert written() == before
        assert all(isinstance(receipt, Recorded) and receipt.again for receipt in again.values())
        assert [receipt.hash for receipt in again.values()] == [receipt.hash for receipt in first.values()]

    def test_what_was_broken_off_is_done_for_those_that_are_left(self, three):
        act_many(three[:1])
        done = act_many(three)
        assert [receipt.again for receipt in done.values()] == [True, False, False]

    def test_a_key_used_elsewhere_spoils_its_own_case_alone(self, published, three):
        other = open_dossier(published).case
        do(other, "accept", RECEIVER, key=f"bulk:{three[1]}")
        assert codes(act_many([*three, other])) == ["", "key.reused", "", ""]
        assert verify().holds

    def test_another_hand_with_the_same_key_learns_nothing(self, three):
        act_many(three)
        assert codes(act_many(three, "approve", BINH)) == ["key.reused"] * 3

    def test_a_number_taken_for_a_refused_case_is_given_back(self, three):
        do(three[1], "propose", SPECIALIST)
        numbers = {}

        def numbered(state):
            numbers[state.case] = take_number("book")
            return Command("propose")

        actions.act_many(viewer=HOA, cases=three, command=numbered, key="bulk", now=NOW)
        assert sorted(numbers[case] for case in three if case != three[1]) == [1, 2]
        assert tables.Series.objects.get(key="book").last == 2

    def test_statements_do_not_grow_with_the_cases_but_for_their_rows(self, published):
        counts = []
        for number in (2, 12):
            cases = [accepted_dossier(published) for _ in range(number)]
            with asked() as said:
                act_many(cases, key=f"k{number}")
            counts.append(len([sql for sql in said if not sql.startswith("UPDATE")]))
        assert counts[0] == counts[1]

    def test_projections_are_handed_all_cases_at_once_and_a_failure_undoes_all(self, three, seated):
        shelf = Shelf()
        seated.seat_projection("shelf", shelf)
        shelf.broken = True
        before = written()
        with pytest.raises(OSError, match="shelf"):
            act_many(three)
        assert written() == before
        shelf.broken = False
        shelf.calls.clear()
        act_many(three)
        assert [len(changes) for changes in shelf.calls] == [3]

    def test_a_clash_that_is_no_key_writes_nothing(self, three, seated):
        class Clash(Shelf):
            def write(self, changes):
                raise IntegrityError("no such row")

        seated.seat_projection("clash", Clash())
        before = written()
        with pytest.raises(IntegrityError), transaction.atomic():
            act_many(three)
        assert written() == before

    def test_a_key_that_would_not_fit_is_refused(self, three):
        with pytest.raises(ValueError, match="43"):
            act_many(three, key="k" * 44)
        assert codes(act_many(three, key="k" * 43)) == ["", "", ""]

    def test_none_is_nothing(self, published):
        assert act_many([]) == {}


@pytest.mark.django_db
class TestTryMany:
    def test_it_says_what_would_be_refused_and_writes_nothing(self, three):
        do(three[1], "propose", SPECIALIST)
        stranger = uuid4()
        before = written()

        def numbered(_state):
            take_number("book")
            return Command("propose")

        tried = actions.try_many(viewer=HOA, cases=[*three, stranger], command=numbered, now=NOW)
        assert written() == before
        assert list(tried) == [*three, stranger]
        assert [refusal and refusal.code for refusal in tried.values()] == [
            None,
            "test.not_now",
            None,
            "case.not_there",
        ]

    def test_it_agrees_with_what_is_then_done(self, three):
        do(three[2], "propose", SPECIALIST)
        tried = actions.try_many(viewer=HOA, cases=three, command=to("propose"), now=NOW)
        done = act_many(three)
        assert {case for case, refusal in tried.items() if refusal} == {
            case for case, outcome in done.items() if isinstance(outcome, Refusal)
        }


@pytest.mark.django_db(transaction=True)
def test_many_at_once_on_the_same_cases_are_each_done_once(published):
    cases: list[UUID] = [accepted_dossier(published) for _ in range(6)]
    orders = [cases, cases[::-1], cases[3:] + cases[:3], cases]
    answers = at_once(4, lambda number: act_many(orders[number], key=f"bulk{number % 2}"))
    assert not [answer for answer in answers if isinstance(answer, Exception)]
    fresh = [
        outcome
        for answer in answers
        for outcome in answer.values()
        if isinstance(outcome, Recorded) and not outcome.again
    ]
    assert sorted(receipt.case for receipt in fresh) == sorted(cases)
    assert {state_of(case).seq for case in cases} == {3}
    assert verify().holds
