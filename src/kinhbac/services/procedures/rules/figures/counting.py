"""Counting: the numbers of a period, whether they add up, and the rates that are drawn from them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kinhbac.base.text import Text
from kinhbac.services.procedures.rules.figures import stay as words
from kinhbac.services.procedures.rules.figures.columns import (
    COLUMNS,
    IN_TIME,
    OVERDUE,
    SUMS,
    Period,
)
from kinhbac.services.procedures.rules.figures.stay import Stay


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers of one line by column; a column without a number is 0."""

    by_column: Mapping[str, int]

    def __getitem__(self, key: str) -> int:
        """Return the number of a column, or of a sum of columns."""
        if key in SUMS:
            return sum(self[part] for part in SUMS[key][1])
        return self.by_column.get(key, 0)

    @property
    def balance(self) -> int:
        """What came less what went and what is there: 0, always."""
        return self["taken"] - self["done"] - self["open"] - self[words.TRANSFERRED_OUT]

    def plus(self, other: "Counts") -> "Counts":
        """Return both lines as one."""
        return Counts({key: self[key] + other[key] for key in COLUMNS})


NOTHING = Counts({})


def counts_of(stays: Iterable[Stay], period: Period) -> Counts:
    """Count stays in a period, one by one. Screens count by query; both read the same columns."""
    kept = tuple(stay for stay in stays if period.touches(stay))
    return Counts({key: sum(column.counts(stay, period) for stay in kept) for key, column in COLUMNS.items()})


def faults_of(counts: Counts) -> tuple[str, ...]:
    """Return which sums do not hold, by name; empty where all do."""
    judged = counts[words.EARLY] + counts[words.ON_TIME] + counts[words.LATE]
    lasting = counts[IN_TIME] + counts[OVERDUE]
    held = {"balance": counts.balance, "judged": counts["done"] - judged, "open": counts["open"] - lasting}
    return tuple(name for name, rest in held.items() if rest)


@dataclass(frozen=True, slots=True)
class Formula:
    """A rate with its name and version, and what stands above and below its line, in words and as columns.

    Columns after a minus sign are taken off.
    """

    key: str
    name: Text
    above: Text
    below: Text
    numerator: tuple[str, ...]
    denominator: tuple[str, ...]

    def of(self, counts: Counts) -> "Rate":
        """Return the rate of a line."""
        return Rate(self, _sum(counts, self.numerator), _sum(counts, self.denominator))


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate with both its numbers; `share` is None where nothing is below the line."""

    formula: Formula
    above: int
    below: int

    @property
    def share(self) -> float | None:
        """The rate from 0 to 1."""
        return self.above / self.below if self.below else None

    @property
    def percent(self) -> float | None:
        """The rate in hundredths, to two decimals, as reports give it."""
        return round(100 * self.above / self.below, 2) if self.below else None


def _sum(counts: Counts, columns: tuple[str, ...]) -> int:
    return sum(-counts[each[1:]] if each.startswith("-") else counts[each] for each in columns)


ON_TIME_RATE = Formula(
    key="kinhbac.on_time.1",
    name=Text(vi="Tỷ lệ giải quyết đúng hạn", en="On-time rate"),
    above=Text(vi="trước hạn + đúng hạn", en="early + on time"),
    below=Text(vi="đã giải quyết trong kỳ", en="done in the period"),
    numerator=(words.EARLY, words.ON_TIME),
    denominator=("done",),
)
PROGRESS_766 = Formula(
    key="766.progress.2026-10",
    name=Text(vi="Tiến độ theo Quyết định 766 (mục 2.1)", en="Progress by Decision 766 (item 2.1)"),
    above=Text(
        vi="xong trong hạn + chưa xong nhưng còn trong hạn", en="done in time + not done but still in time"
    ),
    below=Text(
        vi="kỳ trước chuyển sang + tiếp nhận + chuyển đến − chuyển đi",
        en="carried over + received + transferred in − transferred out",
    ),
    numerator=(words.EARLY, words.ON_TIME, IN_TIME),
    denominator=("taken", f"-{words.TRANSFERRED_OUT}"),
)
MOST_POINTS_766 = 20
"""The most that item 2.1 gives: 20 × the rate (procedures facts 4.2; the annex as signed was not seen)."""
FORMULAS = (ON_TIME_RATE, PROGRESS_766)
