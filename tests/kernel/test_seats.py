"""Seats: projections are written in the acts' own transaction, followers told once a case after the commit."""

import pytest

from kinhbac.kernel import models as tables
from kinhbac.kernel import reads, tell
from kinhbac.kernel.rebuild import rebuild
from kinhbac.kernel.verify import verify
from tests.cast import RECEIVER, SPECIALIST
from tests.kernel.desk import DOSSIER, accepted_dossier, do, dossier_values, open_dossier, open_report
from tests.kernel.projecting import Shelf
from tests.kernel.tables import state_of, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf(seated):
    shelf = Shelf()
    seated.seat_projection("shelf", shelf)
    return shelf


class TestProjection:
    def test_it_is_handed_what_the_act_made_of_the_case(self, published, shelf):
        case = open_dossier(published).case
        before = state_of(case)
        do(case, "accept", RECEIVER, note="đủ")
        (opened,), (accepted,) = shelf.calls
        assert (opened.before, opened.after, opened.contents) == (None, before, {1: {"child": "Đào"}})
        assert (accepted.before, accepted.after) == (before, state_of(case))
        assert (*opened.entries, *accepted.entries) == reads.entries_of(case)
        assert accepted.contents == {2: {"note": "đủ"}}

    def test_it_is_called_once_for_all_cases_of_an_act(self, published, shelf):
        report = open_report(published).case
        do(report, "open_dossier", SPECIALIST, definition=published[DOSSIER], values=dossier_values())
        assert [len(changes) for changes in shelf.calls] == [1, 2]
        caused = next(change for change in shelf.calls[1] if change.after.case != report)
        assert (caused.before, len(caused.entries), set(caused.contents)) == (None, 2, {1})
        assert shelf.rows() == {str(report): 2, str(caused.after.case): 2}

    def test_its_failure_undoes_the_act(self, published, shelf):
        case = open_dossier(published).case
        shelf.broken = True
        before = written()
        with pytest.raises(OSError, match="shelf"):
            do(case, "accept", RECEIVER, key="k")
        with pytest.raises(OSError, match="shelf"):
            open_dossier(published, key="k")
        assert written() == before
        shelf.broken = False
        assert do(case, "accept", RECEIVER, key="k").seq == 2
        assert shelf.rows() == {str(case): 2}

    def test_a_refused_act_does_not_reach_it(self, published, shelf):
        case = accepted_dossier(published)
        again = do(case, "propose", SPECIALIST, key="k")
        assert do(case, "propose", SPECIALIST, key="k").hash == again.hash
        assert len(shelf.calls) == 3

    def test_rebuild_empties_it_and_hands_it_every_case_whole(self, published, shelf, monkeypatch):
        monkeypatch.setattr("kinhbac.kernel.rebuild.PAGE", 2)
        cases = [accepted_dossier(published) for _ in range(3)]
        expected = shelf.rows()
        tables.Series.objects.all().delete()
        tables.Series.objects.create(key="nonsense", last=9)
        shelf.calls.clear()
        list(rebuild())
        assert (shelf.rows(), shelf.cleared) == (expected, 1)
        assert [len(changes) for changes in shelf.calls] == [2, 1]
        handed = {change.after.case: change for changes in shelf.calls for change in changes}
        for case in cases:
            change = handed[case]
            assert (change.before, change.after) == (None, state_of(case))
            assert change.entries == reads.entries_of(case)
            assert change.contents == reads.contents_of(case)
        assert verify().holds


class TestFollower:
    def test_a_case_is_followed_once_with_its_whole_history_after_the_listeners(self, published, seated):
        heard = []
        seated.seat_listener("ear", lambda entry, _state: heard.append(entry.seq))
        seated.seat_follower("eye", lambda state, entries: heard.append((state.case, entries)))
        case = accepted_dossier(published)
        tell.tell_all()
        assert heard == [1, 2, (case, reads.entries_of(case))]
        do(case, "propose", SPECIALIST)
        heard.clear()
        tell.tell_all()
        assert heard == [3, (case, reads.entries_of(case))]
        assert len(heard[-1][1]) == 3
        assert tell.tell_all() == 0

    def test_one_that_fails_is_told_again_and_holds_up_its_case_alone(self, published, seated):
        bad, good = accepted_dossier(published), accepted_dossier(published)
        followed, failing = [], [True]

        def follow(state, _entries):
            if state.case == bad and failing:
                raise OSError("the eye is shut")
            followed.append(state.case)

        seated.seat_follower("eye", follow)
        assert tell.tell_pending() == 1
        assert followed == [good]
        assert tables.Case.objects.get(pk=bad).told == 0
        failing.clear()
        assert tell.tell_all() == 1
        assert followed == [good, bad]

    def test_rebuild_lets_it_follow_every_case(self, published, seated):
        cases = {accepted_dossier(published), open_dossier(published).case}
        followed = {}
        seated.seat_follower("eye", lambda state, entries: followed.update({state.case: entries}))
        assert set(rebuild()) == cases
        assert followed == {case: reads.entries_of(case) for case in cases}
