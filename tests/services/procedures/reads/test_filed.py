"""What was filed under a procedure, as a change of it is tried on: in order, page by page, all versions, answers as they stand."""

from datetime import timedelta

import pytest

from kinhbac.services.procedures.reads.filed import FiledDossiers
from kinhbac.tools.grammar.seats import seats
from tests.services.procedures.conftest import BIRTH, MORNING, carried_on, submitted

pytestmark = pytest.mark.usefixtures("province")

SINCE, UNTIL = MORNING - timedelta(days=1), MORNING + timedelta(days=1)


def page(after: str = "", most: int = 10, procedure: str = BIRTH):
    return FiledDossiers().page(procedure, SINCE, UNTIL, after=after, most=most)


def test_dossiers_are_seated_as_what_is_filed():
    assert isinstance(seats.filings, FiledDossiers)


def test_they_come_in_order_and_page_by_page():
    codes = [submitted(now=MORNING + timedelta(minutes=number)).code for number in (2, 1, 3)]
    first = page(most=2)
    rest = page(after=first[-1].mark, most=2)
    assert [each.code for each in (*first, *rest)] == [codes[1], codes[0], codes[2]]
    assert page(after=rest[-1].mark) == ()
    assert FiledDossiers().count(BIRTH, SINCE, UNTIL) == 3


def test_only_those_of_the_procedure_and_of_the_time_count():
    submitted(now=MORNING - timedelta(days=3))
    submitted()
    assert FiledDossiers().count(BIRTH, SINCE, UNTIL) == 1
    assert FiledDossiers().count("2.000815", SINCE, UNTIL) == 0
    assert page(procedure="2.000815") == ()


def test_what_was_never_received_says_so():
    recorded = submitted()
    (filed,) = page()
    assert (filed.received_at, filed.channel, filed.filed_at) == (None, "online", MORNING)
    assert filed.answers["child"]
    carried_on(recorded.case, 1)
    assert page()[0].received_at == MORNING
