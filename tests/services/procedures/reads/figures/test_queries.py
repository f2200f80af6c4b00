"""Queries: the database counts every column exactly as the rule does, and every cell opens as many rows as it says."""

from collections import defaultdict
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from kinhbac.base.clock import HCM
from kinhbac.kernel.types import Position, Viewer
from kinhbac.services.procedures.models import Stay as Row
from kinhbac.services.procedures.reads.figures import scope
from kinhbac.services.procedures.reads.figures.cells import PAGE, cell_codes, cell_rows
from kinhbac.services.procedures.reads.figures.lines import figures_of, totals_of
from kinhbac.services.procedures.reads.figures.queries import counted
from kinhbac.services.procedures.rules.figures.asked import BREAKDOWNS, NOBODY, TOTAL, Asked
from kinhbac.services.procedures.rules.figures.columns import COLUMNS, SUMS
from kinhbac.services.procedures.rules.figures.counting import NOTHING, counts_of, faults_of
from kinhbac.services.procedures.rules.figures.periods import period_of
from kinhbac.services.procedures.rules.figures.stay import OFFICE
from tests.cast import LAN
from tests.cast import NOBODY as NO_ONE
from tests.services.procedures.rules.figures.histories import CENTRE, OFFICES, person

FIRST, LAST = date(2026, 2, 10), date(2026, 3, 20)
NOW = datetime(2026, 3, 15, 10, 30, tzinfo=HCM)


def officer(*offices: str) -> Viewer:
    posts = tuple(
        Position(person(office, "leader"), "leader", office, valid_from=date(2025, 7, 1))
        for office in offices
    )
    return Viewer(account=person(offices[0], "leader"), person=person(offices[0], "leader"), positions=posts)


EVERYWHERE = officer(CENTRE, *OFFICES)


@pytest.fixture(autouse=True)
def no_catalogue(monkeypatch):
    """These offices and fields stand in no directory; their keys are their names."""
    monkeypatch.setattr("kinhbac.services.procedures.reads.figures.scope.all_procedures", tuple)
    directory = type("D", (), {"office": staticmethod(_unknown)})
    monkeypatch.setattr(scope.definitions, "current_directory", directory)


def _unknown(key: str):
    raise scope.NotListed(scope.Text(vi=key, en=key), scope.Text(vi="", en=""))


def test_the_database_counts_as_the_rule_does(stays):
    groups = defaultdict(list)
    for stay in stays:
        groups[stay.keeper, stay.office, stay.person].append(stay)
    for first, last in ((FIRST, LAST), (FIRST, FIRST), (date(2026, 1, 1), date(2026, 6, 30))):
        period = period_of(first, last, NOW)
        found = counted(Row.objects.all(), ("keeper", "office", "person"), period)
        for group, kept in groups.items():
            assert found.get(group, NOTHING).by_column.items() >= dict(
                counts_of(kept, period).by_column
            ).items() or not any(counts_of(kept, period).by_column.values()), group


@pytest.mark.parametrize("by", BREAKDOWNS)
def test_every_cell_opens_as_many_rows_as_it_says(stays, by):
    asked = Asked(FIRST, FIRST + timedelta(days=3) if by == "day" else LAST, by=by)
    figures = figures_of(asked, EVERYWHERE, NOW)
    assert figures.lines
    cells = [(line.key, line.counts) for line in figures.lines] + [(TOTAL, figures.total)]
    for key, counts in cells:
        for column in (*COLUMNS, *SUMS):
            codes = list(cell_codes(asked.narrowed(key), column, EVERYWHERE, NOW))
            assert len(codes) == counts[column], (by, key, column)


@pytest.mark.parametrize("by", BREAKDOWNS)
def test_lines_add_up_to_the_last_line(stays, by):
    asked = Asked(FIRST, FIRST + timedelta(days=20) if by == "day" else LAST, by=by)
    figures = figures_of(asked, EVERYWHERE, NOW)
    assert faults_of(figures.total) == ()
    assert all(faults_of(line.counts) == () for line in figures.lines)
    for key, column in COLUMNS.items():
        if by == "day" and column.edge.value in ("opening", "closing"):
            continue
        assert sum(line.counts[key] for line in figures.lines) == figures.total[key], key


def test_pages_of_a_cell_show_every_row_once(stays):
    asked = Asked(date(2026, 1, 1), LAST)
    seen: list[str] = []
    after = ""
    while True:
        page = cell_rows(asked, "received", EVERYWHERE, NOW, after=after)
        seen += [row.key for row in page.rows]
        assert page.count > PAGE
        if page.following is None:
            break
        after = page.following
    assert len(seen) == len(set(seen)) == page.count


@pytest.mark.parametrize(
    "after", ["nonsense", "2026-03-01", "2026-03-01T00:00:00_1", "_", "2026-01-01T00:00:00+07:00_x"]
)
def test_a_place_that_is_none_is_the_first(stays, after):
    asked = Asked(FIRST, LAST)
    assert cell_rows(asked, "received", EVERYWHERE, NOW, after=after) == cell_rows(
        asked, "received", EVERYWHERE, NOW
    )


def test_an_officer_counts_only_where_she_holds_a_post(stays):
    asked = Asked(FIRST, LAST)
    assert {line.key for line in figures_of(asked, officer("north"), NOW).lines} == {"north"}
    elsewhere = replace(asked, office="south")
    assert totals_of(elsewhere, officer("north"), NOW)["taken"] == 0
    assert cell_rows(elsewhere, "taken", officer("north"), NOW).count == 0


@pytest.mark.parametrize("viewer", [LAN, NO_ONE], ids=["a citizen", "nobody"])
def test_who_holds_no_post_counts_nothing(stays, viewer):
    figures = figures_of(Asked(FIRST, LAST), viewer, NOW)
    assert (figures.lines, figures.total) == ((), NOTHING)


def test_narrowing(stays):
    whole = totals_of(Asked(FIRST, LAST), EVERYWHERE, NOW)
    fields = [
        totals_of(Asked(FIRST, LAST, field=key), EVERYWHERE, NOW) for key in ("civil_status", "certification")
    ]
    assert sum(each["taken"] for each in fields) == whole["taken"] > 0
    hoa = totals_of(Asked(FIRST, LAST, officer=str(person("north", "specialist"))), EVERYWHERE, NOW)
    nobody = totals_of(Asked(FIRST, LAST, officer=NOBODY), EVERYWHERE, NOW)
    assert hoa["taken"] > 0
    assert nobody["taken"] > 0


def test_the_table_holds_one_row_for_each_stay(stays):
    assert Row.objects.count() == len(stays)
    assert Row.objects.filter(keeper=OFFICE).count() == sum(each.keeper == OFFICE for each in stays)
