"""How long is long, as tables; the catalogue as it is read; and that no table of the house is forgotten."""

from datetime import date, datetime
from pathlib import Path

import pytest
from django.apps import apps

from kinhbac.base.clock import HCM
from kinhbac.base.definitions import DefinitionError, read
from kinhbac.kernel.seats import seats
from kinhbac.tools.retention.grammar import read_retention
from kinhbac.tools.retention.plain import retention_from_plain, retention_to_plain
from kinhbac.tools.retention.terms import cut, last_day, spoken
from kinhbac.tools.retention.types import FORMS, KINDS, NOT_PERSONAL

pytestmark = pytest.mark.pure

CATALOGUE = Path(__file__).parents[3] / "catalogue"
PREFIX = "kinhbac_"


@pytest.mark.parametrize(
    ("began", "term", "last"),
    [
        ("2026-04-28", "1 day", "2026-04-29"),
        ("2026-04-28", "30 days", "2026-05-28"),
        ("2026-01-31", "1 month", "2026-02-28"),
        ("2024-02-29", "12 months", "2025-02-28"),
        ("2021-03-01", "60 months", "2026-03-01"),
    ],
)
def test_the_last_day_of_a_term(began, term, last):
    assert last_day(date.fromisoformat(began), term) == date.fromisoformat(last)


@pytest.mark.parametrize("term", ["1 day", "90 days", "1 month", "13 months", "60 months"])
@pytest.mark.parametrize("today", ["2024-02-29", "2024-03-31", "2025-03-01", "2026-04-28", "2026-12-31"])
def test_the_cut_is_the_first_moment_that_is_kept(term, today):
    on = date.fromisoformat(today)
    first = cut(on, term)
    assert first == datetime(first.year, first.month, first.day, tzinfo=HCM)
    assert last_day(first.date(), term) >= on
    assert last_day(date.fromordinal(first.date().toordinal() - 1), term) < on


def test_a_term_is_told_in_years_where_it_is_whole_years():
    assert [spoken(term).vi for term in ("30 days", "18 months", "60 months")] == [
        "30 ngày",
        "18 tháng",
        "5 năm",
    ]
    assert [spoken(term).en for term in ("1 day", "12 months", "60 months")] == ["1 day", "1 year", "5 years"]


def test_the_catalogue_has_a_line_for_every_kind_and_is_stored_whole():
    rules = read_retention(read(CATALOGUE / "retention.yaml"))
    assert set(rules.lines) == set(KINDS)
    assert retention_from_plain(retention_to_plain(rules)) == rules
    today = date(2026, 11, 22)
    for key, kind in KINDS.items():
        assert (rules.lines[key].on(today) is not None) == bool(kind.counted_from), key


def test_every_table_of_the_house_is_of_a_kind_or_holds_nobody():
    ours = {
        model._meta.db_table.removeprefix(PREFIX)
        for model in apps.get_models()
        if model.__module__.startswith("kinhbac.")
    }
    told = {table for kind in KINDS.values() for table in kind.tables}
    assert not ours - told - set(NOT_PERSONAL), "say in retention's types what these are"
    assert not (told | set(NOT_PERSONAL)) - ours, "these are gone"
    assert not told & set(NOT_PERSONAL)


def test_every_kind_that_ends_is_swept_and_no_other():
    ends = {key for key, kind in KINDS.items() if kind.counted_from or kind.kept == FORMS}
    assert set(seats.sweeps) == ends
    for key, sweeps in seats.sweeps.items():
        swept = {each.table._meta.db_table.removeprefix(PREFIX) for each in sweeps if hasattr(each, "table")}
        assert swept <= set(KINDS[key].tables), key


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("  - kind: mail\n", "  - kind: post\n", "unknown"),
        ("keep: 24 months", "keep: 3 working days", "is not counted here"),
        ("counted_from: sign-in", "counted_from: sign-out", "sign-out"),
        ("then: made nameless", "then: erased", "erased"),
        ("kept: as long as it is in use", "kept: by the archive law", "by the archive law"),
        ("on: 2026-03-02, is: over", "on: 2026-03-02, is: kept", "it is over"),
        ("keep: 24 months, law: decree_53", "keep: 12 months, law: decree_53", "it is over"),
        ("law: decree_53 }", "law: nobody }", "nobody"),
    ],
)
def test_a_fault_names_its_line(old, new, fault, tmp_path):
    text = (CATALOGUE / "retention.yaml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "retention.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DefinitionError) as error:
        read_retention(read(tmp_path / "retention.yaml"))
    assert fault in str(error.value)
    assert "retention.yaml:" in str(error.value)


def test_a_kind_without_a_line_is_refused(tmp_path):
    text = (CATALOGUE / "retention.yaml").read_text(encoding="utf-8")
    begin, end = text.index("  - kind: mail\n"), text.index("  - kind: bulk\n")
    (tmp_path / "retention.yaml").write_text(text[:begin] + text[end:], encoding="utf-8")
    with pytest.raises(DefinitionError, match="no line says how long mail"):
        read_retention(read(tmp_path / "retention.yaml"))
