"""Rebuild: the projection is made again from the journal, as if it had been lost."""

import pytest

from kinhbac.kernel import models as tables
from kinhbac.kernel import tell
from kinhbac.kernel.rebuild import rebuild
from kinhbac.kernel.verify import verify
from tests.cast import NAM, SPECIALIST
from tests.kernel.desk import DOSSIER, accepted_dossier, do, dossier_values, open_report

pytestmark = pytest.mark.django_db

PROJECTION = (tables.Case, tables.Step, tables.Wait, tables.Clock, tables.Party, tables.Observer, tables.Link)


def projection():
    """Return every row of the projection, without the keys that the database gives them."""
    rows = []
    for table in PROJECTION:
        names = [field.attname for field in table._meta.fields if field.name not in ("told", "id")]
        names += ["pk"] if table is tables.Case else []
        rows.append(sorted(map(repr, table.objects.values_list(*names))))
    return rows


@pytest.fixture
def cases(published):
    dossier = accepted_dossier(published, code="H05-1", observer="2025.24.land")
    do(dossier, "supplement", SPECIALIST)
    do(dossier, "supplied", SPECIALIST, left="2 working days")
    other = accepted_dossier(published, code="H05-2")
    report = open_report(published).case
    do(report, "open_dossier", SPECIALIST, definition=published[DOSSIER], values=dossier_values())
    return dossier, other, report


def empty():
    for table in reversed(PROJECTION):
        table.objects.all()._raw_delete("default")


def wreck():
    tables.Case.objects.update(state="{}", seq=1, head="", due_at=None, kind="x")
    tables.Step.objects.filter(name="appraise").delete()
    tables.Step.objects.update(office="nowhere")
    tables.Clock.objects.update(state="stopped")
    tables.Party.objects.update(person=NAM.person)
    tables.Observer.objects.update(office="nowhere")
    for case in tables.Case.objects.all():
        tables.Party.objects.create(case=case, role="forged", person=NAM.person)


def swap_codes():
    tables.Case.objects.filter(code="H05-1").update(code="x")
    tables.Case.objects.filter(code="H05-2").update(code="H05-1")
    tables.Case.objects.filter(code="x").update(code="H05-2")


@pytest.mark.parametrize("ruin", [empty, wreck, swap_codes])
def test_a_ruined_projection_stands_again(cases, ruin):
    before = projection()
    ruin()
    assert not verify().holds
    assert len(list(rebuild())) == 4
    assert projection() == before
    assert verify().faults == []


def test_rebuilding_what_stands_changes_nothing(cases):
    before = projection()
    list(rebuild())
    list(rebuild())
    assert projection() == before
    assert verify().holds


def test_how_far_a_case_was_told_is_kept_and_a_lost_one_is_told_again(cases, seated):
    tell.tell_all()
    dossier, other, _ = cases
    tables.Case.objects.filter(pk=dossier)._raw_delete("default")
    list(rebuild())
    assert tables.Case.objects.get(pk=other).told == 2
    heard = []
    seated.seat_listener("ear", lambda entry, _state: heard.append((entry.case, entry.seq)))
    tell.tell_all()
    assert heard == [(dossier, seq) for seq in (1, 2, 3, 4)]
    assert verify().holds


def test_work_goes_on_with_what_was_rebuilt(cases):
    empty()
    list(rebuild())
    assert do(cases[0], "propose", SPECIALIST, seen=4).seq == 5
    assert verify().holds
