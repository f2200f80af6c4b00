"""A version tried on a filing: the values of the day asked for, the answers and moments of the filing."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from kinhbac.base.clock import HCM
from kinhbac.base.worktime.reader import read_calendars
from kinhbac.services.catalogue.rules.trial import Outcome, effects_between, said, tried
from kinhbac.services.catalogue.types import Effect
from kinhbac.tools.grammar.dated import Dated, Span
from kinhbac.tools.grammar.seats import Filed
from kinhbac.tools.grammar.types import RESOLUTION, NamedTerm
from tests.support.catalogue import CATALOGUE, procedures

pytestmark = pytest.mark.pure

CALENDAR = read_calendars(CATALOGUE / "calendars")
COPIES = procedures()["2.000815"]
RECEIVED = datetime(2026, 4, 28, 9, 5, tzinfo=HCM)
ON = date(2026, 6, 1)
FILED = Filed(
    case=UUID(int=1),
    code="H05.91.87-260428-0001",
    definition="",
    channel="counter",
    filed_at=RECEIVED - timedelta(minutes=5),
    received_at=RECEIVED,
    answers={
        "paper": {"kind": "diploma", "pages": 3},
        "copies": {"count": 2},
        "place": {"commune": "2025/09187"},
    },
    mark="",
)
BEFORE = tried(COPIES, FILED, ON, CALENDAR)


def dearer_from(day: date):
    rule = COPIES.fees.spans[0].value[0]
    assert rule.per_page is not None
    dear = replace(rule, per_page=replace(rule.per_page, first_vnd=3000))
    spans = (*COPIES.fees.spans, Span(day, None, (dear,)))
    return replace(COPIES, fees=Dated(spans))


def longer():
    term = COPIES.terms[RESOLUTION]
    rule = replace(term.by_date.spans[0].value, term="2 working days", after_15=False)
    named = NamedTerm(term.name, Dated((Span(date(2024, 1, 1), None, rule),)))
    return replace(COPIES, terms={**COPIES.terms, RESOLUTION: named})


def shorter():
    start = COPIES.step(COPIES.start)
    passed = replace(start, acts=(replace(start.acts[0], to=("issue",)),))
    return replace(COPIES, steps=tuple(passed if step is start else step for step in COPIES.steps))


def test_a_version_says_path_due_moment_and_fee():
    assert BEFORE.fee_vnd == 10_000
    assert BEFORE.due_at == datetime(2026, 4, 28, 17, tzinfo=HCM)
    assert BEFORE.path[0] == "2025/09187"
    assert BEFORE.shown.en.startswith("Reception, comparison with the original → Signing")


@pytest.mark.parametrize(
    ("version", "effects"),
    [
        (COPIES, set()),
        (dearer_from(ON), {Effect.FEE}),
        (dearer_from(ON + timedelta(days=1)), set()),
        (longer(), {Effect.DUE}),
        (shorter(), {Effect.PATH}),
        (replace(longer(), fees=dearer_from(ON).fees), {Effect.DUE, Effect.FEE}),
    ],
)
def test_in_what_a_filing_would_differ(version, effects):
    assert effects_between(BEFORE, tried(version, FILED, ON, CALENDAR)) == effects


def test_what_cannot_be_counted_is_said_and_is_no_other_difference():
    gone = replace(COPIES, fees=Dated((Span(date(2030, 1, 1), None, COPIES.fees.spans[0].value),)))
    after = tried(gone, FILED, ON, CALENDAR)
    assert "nothing is in force on 01/06/2026" in after.fault
    assert effects_between(BEFORE, after) == {Effect.UNFIT}
    assert effects_between(after, after) == set()


def test_nothing_that_was_answered_is_in_what_is_kept():
    kept = said(BEFORE)
    assert kept["fee"] == "10.000 ₫"
    assert kept["due"] == "2026-04-28T17:00:00+07:00"
    assert "09187" not in str(kept)
    assert said(Outcome())["fee"] == "unknown"
