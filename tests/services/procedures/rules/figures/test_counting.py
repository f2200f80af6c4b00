"""Counting: in thousands of random histories whatever came is done, there, or gone elsewhere; for every keeper, any period."""

import random
from collections import defaultdict
from datetime import datetime, timedelta
from functools import cache
from itertools import pairwise

import pytest

from kinhbac.base.clock import HCM
from kinhbac.kernel.fold import fold_all
from kinhbac.services.procedures.rules import punctuality
from kinhbac.services.procedures.rules.figures.columns import BALANCE, COLUMNS, DONE, Period, is_overdue
from kinhbac.services.procedures.rules.figures.counting import (
    FORMULAS,
    NOTHING,
    ON_TIME_RATE,
    PROGRESS_766,
    Counts,
    counts_of,
    faults_of,
)
from kinhbac.services.procedures.rules.figures.stay import OFFICE, OFFICER, Stay, judged
from kinhbac.services.procedures.rules.figures.stays import stays_of
from tests.services.procedures.rules.figures.histories import FIRST, MERGED_AT, History, ends, random_history

pytestmark = pytest.mark.pure

HISTORIES = 2000
NOW = FIRST + timedelta(days=160)


@cache
def all_stays() -> tuple[Stay, ...]:
    return tuple(stay for seed in range(HISTORIES) for stay in stays_of(random_history(seed), ends))


def by_keeper() -> dict[tuple, list[Stay]]:
    found: dict[tuple, list[Stay]] = defaultdict(list)
    for stay in all_stays():
        found[stay.keeper, stay.office, stay.person].append(stay)
    return found


def periods(seed: int, count: int) -> list[Period]:
    """Return random periods: some of no length, some of one day, some that begin or end on the moment of a stay."""
    chance = random.Random(seed)
    edges = [moment for stay in all_stays()[:2000] for moment in (stay.since, stay.until) if moment]
    found = []
    for _ in range(count):
        begins = chance.choice(
            (FIRST + timedelta(minutes=chance.randrange(160 * 1440)), chance.choice(edges))
        )
        length = chance.choice((timedelta(0), timedelta(days=1), timedelta(days=chance.randrange(90))))
        ends_at = chance.choice((begins + length, max(begins, chance.choice(edges))))
        found.append(Period(begins, ends_at, min(ends_at, NOW)))
    return found


def test_histories_differ_enough_to_show_something():
    left = {stay.left for stay in all_stays()}
    came = {stay.came for stay in all_stays()}
    assert {
        "granted",
        "refused",
        "withdrawn",
        "stopped",
        "stopped_by_law",
        "closed",
        "transferred_out",
    } <= left
    assert {"refused_at_reception", "corrected", "paused", "resumed", None} <= left
    assert {"received", "transferred_in", "paused", "resumed", "reopened", "never"} == came
    assert any(stay.since == stay.until for stay in all_stays())
    assert len(by_keeper()) > 20


def test_every_line_of_every_keeper_adds_up_in_every_period():
    keepers = by_keeper()
    for period in periods(1, 16):
        for keeper, stays in keepers.items():
            assert faults_of(counts_of(stays, period)) == (), (keeper, period)


def test_what_is_left_over_is_what_is_carried_over():
    keepers = by_keeper()
    for one in periods(2, 6):
        following = Period(one.ends, one.ends + timedelta(days=9), one.ends)
        for stays in keepers.values():
            assert counts_of(stays, one)["open"] == counts_of(stays, following)["carried"]


def test_days_add_up_to_their_period():
    begins = datetime(2026, 2, 24, tzinfo=HCM)
    days = [
        Period(begins + timedelta(days=n), begins + timedelta(days=n + 1), begins + timedelta(days=n + 1))
        for n in range(10)
    ]
    whole = Period(begins, days[-1].ends, days[-1].ends)
    assert begins < MERGED_AT < whole.ends
    for stays in by_keeper().values():
        single = [counts_of(stays, day) for day in days]
        together = counts_of(stays, whole)
        for key, column in COLUMNS.items():
            if column.edge.value in ("coming", "leaving"):
                assert sum(each[key] for each in single) == together[key]
        assert single[0]["carried"] == together["carried"]
        assert single[-1]["in_progress"] == together["in_progress"]
        assert single[-1]["overdue"] == together["overdue"]


def test_officers_of_an_office_are_the_office_but_for_what_moves_between_them():
    for period in periods(3, 4):
        for office in {stay.office for stay in all_stays()}:
            whole = counts_of(
                [each for each in all_stays() if (each.keeper, each.office) == (OFFICE, office)], period
            )
            parts = counts_of(
                [each for each in all_stays() if (each.keeper, each.office) == (OFFICER, office)], period
            )
            moved = parts["transferred_in"] - whole["transferred_in"]
            assert moved == parts["transferred_out"] - whole["transferred_out"] >= 0
            for key in set(COLUMNS) - {"transferred_in", "transferred_out"}:
                assert parts[key] == whole[key], key


def test_offices_together_are_the_province():
    period = periods(4, 1)[0]
    stays = [each for each in all_stays() if each.keeper == OFFICE]
    whole = counts_of(stays, period)
    parts = NOTHING
    for office in {stay.office for stay in stays}:
        parts = parts.plus(counts_of([each for each in stays if each.office == office], period))
    assert all(parts[key] == whole[key] for key in COLUMNS)
    assert whole["transferred_in"] == whole["transferred_out"]


def test_a_dossier_has_one_keeper_at_a_time_and_no_gap():
    runs: dict[tuple, list[Stay]] = defaultdict(list)
    for stay in all_stays():
        runs[stay.dossier.case, stay.keeper].append(stay)
    for stays in runs.values():
        for one, following in pairwise(stays):
            assert one.until is not None
            assert one.until == following.since or one.left in (*COLUMNS, "corrected")
            assert one.since <= one.until <= following.since
            if following.came in ("paused", "resumed", "transferred_in"):
                assert one.until == following.since


def test_the_same_history_gives_the_same_stays():
    assert stays_of(random_history(11), ends) == stays_of(random_history(11), ends)


JUDGED = {
    "no due moment": (None, "2026-05-05T17:00", 0, "no_term"),
    "the day before": ("2026-05-05T17:00", "2026-05-04T23:59", 0, "early"),
    "on the day": ("2026-05-05T17:00", "2026-05-05T00:00", 0, "on_time"),
    "at the moment": ("2026-05-05T17:00", "2026-05-05T17:00", 1, "on_time"),
    "a minute late": ("2026-05-05T17:00", "2026-05-05T17:01", 0, "late"),
    "a second supplement, no due moment": (None, "2026-05-05T17:00", 2, "no_term"),
    "a second supplement": ("2026-05-05T17:00", "2026-05-01T09:00", 2, "late"),
}


@pytest.mark.parametrize(("due_at", "done_at", "supplements", "expected"), JUDGED.values(), ids=JUDGED)
def test_judged(due_at, done_at, supplements, expected):
    due = datetime.fromisoformat(due_at).replace(tzinfo=HCM) if due_at else None
    assert judged(due, datetime.fromisoformat(done_at).replace(tzinfo=HCM), supplements) == expected


def test_rates_by_their_formulas():
    line = Counts(
        {"carried": 10, "received": 30, "transferred_in": 2, "transferred_out": 2, "granted": 25, "withdrawn": 5}
        | {"early": 20, "on_time": 7, "late": 3, "in_progress": 8, "paused": 2, "in_time": 9, "overdue": 1}
    )  # fmt: skip
    assert faults_of(line) == ()
    assert line[DONE] == 30
    ours, by_766 = ON_TIME_RATE.of(line), PROGRESS_766.of(line)
    assert (ours.above, ours.below, ours.percent) == (27, 30, 90.0)
    assert (by_766.above, by_766.below, by_766.percent) == (36, 40, 90.0)
    assert all(formula.of(NOTHING).percent is None for formula in FORMULAS)


def test_a_line_that_does_not_add_up_is_named():
    assert faults_of(Counts({"received": 2, "granted": 1, "early": 1})) == ("balance",)
    assert faults_of(Counts({"received": 1, "granted": 1})) == ("judged",)
    assert faults_of(Counts({"received": 1, "paused": 1})) == ("open",)


def test_what_waits_is_judged_by_the_moment_of_the_request():
    history = History().submit().receive("north", timedelta(days=2)).wait(days=1).ask(1)
    waiting = stays_of(history.entries)[1]
    assert not is_overdue(waiting, history.at + timedelta(days=30))
    late = History().submit().receive("north", timedelta(days=2)).wait(days=3).ask(1)
    assert is_overdue(stays_of(late.entries)[1], late.at)


def test_a_stay_is_judged_as_its_dossier_is():
    seen = set()
    for seed in range(250):
        entries = random_history(seed)
        for length in range(1, len(entries) + 1):
            some = entries[:length]
            of_office = [each for each in stays_of(some) if each.keeper == OFFICE and each.state in BALANCE]
            if not of_office or any(each.name == "dossier.reopened_for_error" for each in some):
                continue
            last, whole = of_office[-1], punctuality.judged(fold_all(some), some[-1].at)
            if last.until is None:
                assert is_overdue(last, some[-1].at) == (whole == "overdue"), (seed, length)
            else:
                assert last.punctuality == whole, (seed, length)
            seen.add(str(whole))
    assert seen == {"early", "on_time", "late", "in_time", "overdue", "no_term"}
