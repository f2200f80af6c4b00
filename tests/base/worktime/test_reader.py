"""The calendar's files: what is read, and what is refused with its line."""

import shutil
from datetime import date, time

import pytest

from kinhbac.base.definitions import DefinitionError
from kinhbac.base.worktime.reader import read_calendars
from tests.base.worktime.conftest import CALENDARS

pytestmark = pytest.mark.pure


@pytest.fixture
def folder(tmp_path):
    """Two years of the province's calendar, to be changed."""
    for name in ("hours", "2026", "2027"):
        shutil.copy(CALENDARS / f"{name}.yaml", tmp_path)
    return tmp_path


def change(folder, name, old, new):
    path = folder / name
    words = path.read_text(encoding="utf-8")
    assert old in words
    path.write_text(words.replace(old, new, 1), encoding="utf-8")
    return words[: words.index(old)].count("\n") + 1


def faults_of(folder):
    with pytest.raises(DefinitionError) as caught:
        read_calendars(folder)
    return caught.value.faults


def test_the_version_follows_the_facts(folder):
    before = read_calendars(folder)
    assert read_calendars(folder) == before
    change(folder, "2026.yaml", "date: 2026-11-24", "date: 2026-11-25")
    after = read_calendars(folder)
    assert after.version != before.version
    assert after != before
    assert after.is_working(date(2026, 11, 24))


def test_a_remark_changes_no_version(folder):
    before = read_calendars(folder)
    change(folder, "2026.yaml", "days:", "# a remark\ndays:")
    assert read_calendars(folder).version == before.version


def test_hours_of_a_day_of_its_own_and_hours_by_date(folder):
    change(
        folder,
        "2026.yaml",
        "  - date: 2026-08-22\n    kind: working\n",
        '  - date: 2026-08-22\n    kind: working\n    sessions: [{opens: "07:00", closes: "11:30"}]\n',
    )
    change(
        folder,
        "hours.yaml",
        "      to: null\n",
        "      to: 2026-12-31\n"
        "    working_week: [monday]\n"
        '    sessions: [{opens: "08:00", closes: "16:00"}]\n'
        '    late_after: "15:00"\n'
        "    verified: true\n"
        "  - in_force: {from: 2027-01-01, to: null}\n",
    )
    calendar = read_calendars(folder)
    assert calendar.closing(date(2026, 8, 22)) == time(11, 30)
    assert calendar.closing(date(2026, 8, 24)) == time(16)
    assert not calendar.is_working(date(2026, 8, 25))
    assert calendar.day(date(2026, 8, 25)).verified
    assert calendar.closing(date(2027, 8, 24)) == time(17)


@pytest.mark.parametrize(
    ("name", "old", "new", "what"),
    [
        ("2026.yaml", "date: 2026-11-24", "date: 2025-11-24", "2025-11-24 is not in 2026"),
        ("2026.yaml", "kind: off", "kind: of", '"of" is not allowed here'),
        ("2026.yaml", "verified: false", "verified: no", "true or false is expected, found text"),
        ("2026.yaml", "  vi: Ngày nghỉ", "  vn: Ngày nghỉ", 'the key "vn" is unknown'),
        ("2026.yaml", "key: calendars.2026", "key: calendars.2025", '"calendars.2025" is not allowed here'),
        ("2026.yaml", "version: 1", "version: one", "a whole number is expected, found text"),
        ("2026.yaml", "article:", "artikel:", 'the key "artikel" is unknown'),
        ("hours.yaml", 'opens: "07:00"', 'opens: "7h"', "this is not a time of day"),
        ("hours.yaml", 'opens: "07:00"', 'opens: "12:00"', "the sessions overlap or run backwards"),
        ("hours.yaml", 'opens: "13:30"', 'opens: "11:00"', "the sessions overlap or run backwards"),
        ("hours.yaml", "[monday,", "[mondy,", '"mondy" is not allowed here'),
    ],
)
def test_a_fault_is_named_with_its_line(folder, name, old, new, what):
    line = change(folder, name, old, new)
    found = [fault for fault in faults_of(folder) if fault.what.en.startswith(what)]
    assert [(fault.file.endswith(f"/{name}"), abs(fault.line - line) <= 1) for fault in found] == [
        (True, True)
    ]
    assert found[0].remedy


def test_faults_of_all_files_are_told_together(folder):
    change(folder, "2026.yaml", "kind: off", "kind: of")
    change(folder, "2026.yaml", "kind: working", "kind: work")
    change(folder, "2027.yaml", "kind: off", "kind: of")
    change(folder, "hours.yaml", "version: 1", "version: one")
    assert len(faults_of(folder)) == 4


def test_a_day_stands_only_once(folder):
    line = change(folder, "2026.yaml", "date: 2026-01-02", "date: 2026-01-01")
    (fault,) = faults_of(folder)
    assert (fault.line, fault.what.en) == (line, "2026-01-01 stands here twice")


def test_a_gap_between_years_is_named(folder):
    shutil.copy(CALENDARS / "2024.yaml", folder)
    (fault,) = faults_of(folder)
    assert (fault.what.en, fault.remedy.en) == ("the year 2025 is missing", "add 2025.yaml")


def test_a_year_covers_the_whole_year(folder):
    change(folder, "2026.yaml", "to: 2026-12-31", "to: 2026-12-30")
    (fault,) = faults_of(folder)
    assert fault.what.en == "a year's file covers the whole year"


def test_a_name_that_is_no_year(folder):
    shutil.copy(folder / "2026.yaml", folder / "2026b.yaml")
    (fault,) = faults_of(folder)
    assert fault.what.en == "the name is not a year"


def test_hours_must_reach_over_all_years(folder):
    change(folder, "hours.yaml", "to: null", "to: 2027-06-30")
    (fault,) = faults_of(folder)
    assert fault.what.en == "no working hours are in force on 2027-07-01"


def test_an_empty_folder(tmp_path):
    assert "cannot be read" in faults_of(tmp_path)[0].what.en
    shutil.copy(CALENDARS / "hours.yaml", tmp_path)
    assert faults_of(tmp_path)[0].what.en == "there is no year"
