"""Telling: at least once, in the order of each case, nobody held up by another's failure, nothing lost."""

import pytest

from kinhbac.kernel import models as tables
from kinhbac.kernel import seal, tell
from kinhbac.kernel.verify import verify
from tests.cast import SPECIALIST
from tests.kernel.desk import accepted_dossier, do, open_work_file

pytestmark = pytest.mark.django_db


class Ear:
    """A listener that remembers, and fails on what it is told to fail on."""

    def __init__(self, *, fails_on=None):
        self.heard = []
        self.fails_on = fails_on

    def __call__(self, entry, state):
        if self.fails_on and self.fails_on(entry):
            raise ConnectionError("mail is down")
        self.heard.append((entry.case, entry.seq))


def listening(seated, **ways):
    ear = Ear(**ways)
    seated.seat_listener("ear", ear)
    return ear


def test_every_entry_is_told_in_the_order_of_its_case(published, seated):
    ear = listening(seated)
    one, other = accepted_dossier(published), open_work_file(published).case
    do(other, "note", SPECIALIST, a=1)
    assert tell.tell_pending() == 2
    assert [seq for case, seq in ear.heard if case == one] == [1, 2]
    assert [seq for case, seq in ear.heard if case == other] == [1, 2]
    assert (tell.tell_pending(), len(ear.heard)) == (0, 4)
    do(one, "propose", SPECIALIST)
    tell.tell_pending()
    assert ear.heard[4:] == [(one, 3)]


def test_a_listener_hears_the_entry_and_the_case_as_it_is(published, seated):
    heard = []
    seated.seat_listener("ear", lambda entry, state: heard.append((entry.name, state.seq)))
    accepted_dossier(published)
    tell.tell_pending()
    assert heard == [("dossier.submitted", 2), ("dossier.accept", 2)]


def test_every_listener_hears_and_a_second_of_the_same_name_takes_the_place(published, seated):
    first = listening(seated)
    second = listening(seated)
    other = Ear()
    seated.seat_listener("other", other)
    accepted_dossier(published)
    tell.tell_all()
    assert (first.heard, len(second.heard), len(other.heard)) == ([], 2, 2)


def test_a_failing_listener_holds_only_its_own_case(published, seated, caplog):
    bad, good = accepted_dossier(published), accepted_dossier(published)
    ear = listening(seated, fails_on=lambda entry: (entry.case, entry.seq) == (bad, 2))
    assert tell.tell_pending() == 1
    assert str(bad) in caplog.text
    assert (good, 2) in ear.heard
    assert tables.Case.objects.get(pk=bad).told == 0
    ear.fails_on = None
    assert tell.tell_pending() == 1
    assert [seq for case, seq in ear.heard if case == bad] == [1, 1, 2]  # at least once, in order
    assert verify().heads == 4


def test_many_failing_cases_do_not_hide_the_others(published, seated, monkeypatch):
    monkeypatch.setattr(tell, "PAGE", 2)
    bad = {accepted_dossier(published) for _ in range(5)}
    good = {accepted_dossier(published) for _ in range(3)}
    ear = listening(seated, fails_on=lambda entry: entry.case in bad)
    assert tell.tell_all() == 3
    assert {case for case, _ in ear.heard} == good


def test_at_most_so_many_cases_in_one_round(published, seated):
    listening(seated)
    for _ in range(3):
        open_work_file(published)
    assert [tell.tell_pending(limit=2), tell.tell_pending(limit=2)] == [2, 1]


@pytest.mark.parametrize("dies_in", ["the listener", "the witness", "the commit"])
def test_nothing_is_lost_when_the_process_dies_between_commit_and_telling(
    published, seated, monkeypatch, dies_in
):
    case = accepted_dossier(published)
    ear = listening(seated)

    class Killed(BaseException):
        pass

    def die(*_args, **_kwargs):
        raise Killed

    with monkeypatch.context() as planted:
        if dies_in == "the listener":
            seated.seat_listener("late", die)
        elif dies_in == "the witness":
            planted.setattr(seal, "witness", die)
        else:
            planted.setattr(tables.Case.objects, "filter", _dying_update(tables.Case.objects.filter, die))
        with pytest.raises(Killed):
            tell.tell_pending()
    seated.listeners.pop("late", None)
    assert tables.Case.objects.get(pk=case).told == 0
    assert tell.tell_pending() == 1
    assert [seq for _, seq in ear.heard] in ([1, 1, 2], [1, 2, 1, 2])
    report = verify()
    assert (report.holds, report.heads) == (True, 2)  # what is told is witnessed, once or twice


def _dying_update(real, die):
    def asked(*args, **kwargs):
        rows = real(*args, **kwargs)
        if set(kwargs) == {"pk"}:
            rows.update = die
        return rows

    return asked


def test_without_listeners_entries_are_still_witnessed(published):
    case = accepted_dossier(published)
    tell.tell_all()
    assert [(head.case, head.seq) for _, head in seal.witnessed()] == [(case, 1), (case, 2)]
