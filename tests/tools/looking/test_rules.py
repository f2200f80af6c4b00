"""What is shown as one, and what is unusual, as tables."""

from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from kinhbac.base.clock import HCM
from kinhbac.base.definitions import DefinitionError, read
from kinhbac.base.worktime.reader import read_calendars
from kinhbac.tools.looking.grammar import read_looking
from kinhbac.tools.looking.plain import looking_from_plain, looking_to_plain
from kinhbac.tools.looking.rules import Past, flags_of, gathered, is_worked, longest_back
from kinhbac.tools.looking.types import FLAGS, Glimpse, LookingRules

pytestmark = pytest.mark.pure

CATALOGUE = Path(__file__).parents[3] / "catalogue"
HOUR = timedelta(hours=1)
HOA, TUAN, LAN, HAI, NAM = (UUID(int=number) for number in range(1, 6))


def at(words: str) -> datetime:
    return datetime.fromisoformat(f"{words}:00+07:00")


def glimpse(hour: str, who: UUID = HOA, dossier: str = "H1", purpose: str = "work", *, paper: bool = False):
    return Glimpse(at(f"2026-04-28T{hour}"), who, "committee", "specialist", "", purpose, "", dossier, paper)


@pytest.mark.parametrize(
    ("seen", "lines"),
    [
        ([], []),
        ([glimpse("09:00")], [("09:00", "09:00", 1, 0)]),
        ([glimpse("09:30"), glimpse("09:10"), glimpse("09:00")], [("09:00", "09:30", 3, 0)]),
        ([glimpse("11:00"), glimpse("09:00")], [("11:00", "11:00", 1, 0), ("09:00", "09:00", 1, 0)]),
        ([glimpse("10:50"), glimpse("10:00"), glimpse("09:10")], [("09:10", "10:50", 3, 0)]),
        ([glimpse("09:30"), glimpse("09:10", TUAN), glimpse("09:00")], [("09:00", "09:30", 2, 0), ("09:10", "09:10", 1, 0)]),
        ([glimpse("09:30"), glimpse("09:10", dossier="H2")], [("09:30", "09:30", 1, 0), ("09:10", "09:10", 1, 0)]),
        ([glimpse("09:30"), glimpse("09:10", purpose="lead")], [("09:30", "09:30", 1, 0), ("09:10", "09:10", 1, 0)]),
        ([glimpse("09:02", paper=True), glimpse("09:01", paper=True), glimpse("09:00")], [("09:00", "09:02", 1, 2)]),
    ],
)  # fmt: skip
def test_repeated_openings_are_one_line(seen, lines):
    told = [
        (f"{each.first_at:%H:%M}", f"{each.last_at:%H:%M}", each.times, each.papers)
        for each in gathered(seen, HOUR)
    ]
    assert told == lines


@pytest.fixture(scope="module")
def rules() -> LookingRules:
    return read_looking(read(CATALOGUE / "looking.yaml"))


@pytest.fixture(scope="module")
def calendar():
    return read_calendars(CATALOGUE / "calendars")


TUESDAY = at("2026-04-28T09:00")


def before(*looks: tuple[str, UUID]) -> list[Past]:
    return [Past(at(moment), frozenset({whose})) for moment, whose in looks]


def strangers(count: int, day: str = "2026-04-28") -> list[Past]:
    return [Past(at(f"{day}T08:0{number}"), frozenset({UUID(int=100 + number)})) for number in range(count)]


@pytest.mark.parametrize(
    ("now", "whose", "past", "flags"),
    [
        (TUESDAY, {LAN}, [], []),
        (TUESDAY, {HOA}, [], ["own"]),
        (TUESDAY, {HAI, TUAN}, [], ["own"]),
        (at("2026-04-28T19:30"), {LAN}, [], ["outside_hours"]),
        (at("2026-04-26T09:00"), {LAN}, [], ["outside_hours"]),  # a Sunday
        (at("2026-04-30T09:00"), {LAN}, [], ["outside_hours"]),  # a holiday
        (TUESDAY, {LAN}, strangers(4), []),
        (TUESDAY, {LAN}, strangers(5), ["many_in_day"]),
        (TUESDAY, {LAN}, strangers(9, "2026-04-27"), []),
        (TUESDAY, {LAN}, before(("2026-04-10T09:00", LAN)), []),
        (TUESDAY, {LAN}, before(("2026-04-10T09:00", LAN), ("2026-04-20T09:00", LAN)), ["same_person"]),
        (TUESDAY, {LAN}, before(("2026-02-10T09:00", LAN), ("2026-04-20T09:00", LAN)), []),
        (TUESDAY, {LAN}, before(("2026-04-10T09:00", NAM), ("2026-04-20T09:00", LAN)), []),
        (at("2023-04-26T22:00"), {HOA}, strangers(9, "2023-04-26"), []),  # before there was a rule
    ],
)
def test_what_is_unusual_is_flagged(now, whose, past, flags, rules, calendar):
    found = flags_of(
        whose=frozenset(whose),
        hers=frozenset({HOA, TUAN}),
        before=past,
        rules=rules,
        calendar=calendar,
        now=now,
    )
    assert [each.key for each in found] == flags


def test_what_a_calendar_does_not_reach_is_not_worked(calendar):
    assert is_worked(calendar, TUESDAY)
    assert not is_worked(calendar, datetime(2099, 1, 5, 9, 0, tzinfo=HCM))


def test_the_catalogue_names_every_flag_and_is_stored_whole(rules):
    assert {rule.key for rule in rules.rules} >= set(FLAGS)
    assert looking_from_plain(looking_to_plain(rules)) == rules
    assert longest_back(rules, TUESDAY) == timedelta(days=30)
    assert longest_back(LookingRules(), TUESDAY) == timedelta(days=1)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("within_minutes: 60", "within_minutes: 0", "too few"),
        ("good_for_minutes: 30, ", "", "good_for_minutes"),
        ("flag: own", "flag: curious", "curious"),
        ("above: 5", "above: 5\n    also: 1", "also"),
    ],
)
def test_a_fault_names_its_line(old, new, fault, tmp_path):
    text = (CATALOGUE / "looking.yaml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "looking.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DefinitionError) as error:
        read_looking(read(tmp_path / "looking.yaml"))
    assert fault in str(error.value)
    assert "looking.yaml:" in str(error.value)
