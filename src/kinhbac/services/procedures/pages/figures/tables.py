"""The tables of the figures as they are shown, each number with its address; the workbook is made from the same tables."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from kinhbac.base.text import Text
from kinhbac.services.procedures.pages.figures.asking import address
from kinhbac.services.procedures.rules.figures import stay as words
from kinhbac.services.procedures.rules.figures.asked import (
    BREAKDOWNS,
    BY_DAY,
    BY_FIELD,
    BY_OFFICE,
    BY_OFFICER,
    BY_PROCEDURE,
    TOTAL,
    Figures,
    Line,
)
from kinhbac.services.procedures.rules.figures.columns import (
    CARRIED,
    COLUMNS,
    CORRECTING,
    DONE,
    ENDED_BEFORE,
    IN_PROGRESS,
    IN_TIME,
    OVERDUE,
    SUMS,
)
from kinhbac.services.procedures.rules.figures.counting import FORMULAS, ON_TIME_RATE, Counts, Rate

ALL = Text(vi="Tổng cộng", en="Total")


@dataclass(frozen=True, slots=True)
class Cell:
    """A number and where its dossiers are ("": none); or a rate, which leads nowhere."""

    number: int | None = None
    address: str = ""
    rate: Rate | None = None
    loud: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table; `bars` are the parts of its small chart from 0 to 100: place, length, kind."""

    name: Text
    address: str
    cells: tuple[Cell, ...]
    bars: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Columns under a head of their own."""

    name: Text
    columns: tuple[str, ...]
    rated: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table: what it is called, its heads, its lines and its last line."""

    key: str
    name: Text
    first_head: Text
    groups: tuple[Group, ...]
    rows: tuple[Row, ...]
    total: Row

    @property
    def heads(self) -> tuple[Text, ...]:
        """The heads of single columns, the first apart."""
        found: list[Text] = []
        for group in self.groups:
            found += [name_of(key) for key in group.columns]
            found += [formula.name for formula in FORMULAS] if group.rated else []
        return tuple(found)

    @property
    def spans(self) -> tuple[tuple[Text, int], ...]:
        """The heads of groups, each with how many columns it covers."""
        return tuple(
            (group.name, len(group.columns) + (len(FORMULAS) if group.rated else 0)) for group in self.groups
        )

    @property
    def has_chart(self) -> bool:
        """Whether lines have a small chart."""
        return bool(self.total.bars)


BALANCE = (
    Group(
        Text(vi="Phải giải quyết", en="To be resolved"),
        (CARRIED, words.RECEIVED, words.TRANSFERRED_IN, "taken"),
    ),
    Group(
        Text(vi="Đã giải quyết", en="Done"),
        (
            DONE,
            words.GRANTED,
            words.REFUSED,
            words.WITHDRAWN,
            words.STOPPED,
            words.STOPPED_BY_LAW,
            words.CLOSED,
        ),
    ),
    Group(Text(vi="Chưa xong cuối kỳ", en="Not done at the end"), (IN_PROGRESS, words.PAUSED)),
    Group(Text(vi="Sang nơi khác", en="To others"), (words.TRANSFERRED_OUT,)),
)
TIME = (
    Group(Text(vi="Đã giải quyết", en="Done"), (words.EARLY, words.ON_TIME, words.LATE)),
    Group(Text(vi="Chưa xong cuối kỳ", en="Not done at the end"), (IN_TIME, OVERDUE)),
    Group(Text(vi="Tỷ lệ", en="Rates"), (), rated=True),
)
ASIDE = (
    Group(Text(vi="Chưa tiếp nhận mà kết thúc", en="Ended without reception"), (words.REFUSED_AT_RECEPTION, ENDED_BEFORE)),
    Group(
        Text(vi="Sửa sai sót của cơ quan", en="Errors of the office"),
        (words.REOPENED, words.CORRECTED, CORRECTING),
    ),
)  # fmt: skip
TITLES = {
    "balance": (Text(vi="Cân đối hồ sơ", en="Balance of dossiers"), BALANCE),
    "time": (Text(vi="Đúng hạn và quá hạn", en="On time and late"), TIME),
    "aside": (Text(vi="Ngoài cân đối", en="Outside the balance"), ASIDE),
}
NARROWER = {
    BY_OFFICE: BY_OFFICER,
    BY_OFFICER: BY_FIELD,
    BY_FIELD: BY_PROCEDURE,
    BY_PROCEDURE: BY_DAY,
    BY_DAY: BY_OFFICE,
}
"""What the name of a line opens: the same line, told apart by the next thing."""
LOUD = frozenset({words.LATE, OVERDUE})


def tables_of(figures: Figures) -> tuple[Table, ...]:
    """Return the tables of figures; lines and addresses are the same in all."""
    return tuple(_table(figures, key, name, groups) for key, (name, groups) in TITLES.items())


def name_of(column: str) -> Text:
    """Return the name of a column or sum."""
    return SUMS[column][0] if column in SUMS else COLUMNS[column].name


def _table(figures: Figures, key: str, name: Text, groups: tuple[Group, ...]) -> Table:
    chart = _bars if key == "time" else _no_bars
    rows = tuple(_row(figures, line, groups, chart) for line in figures.lines)
    total = _row(figures, Line(TOTAL, ALL, figures.total), groups, chart)
    return Table(key, name, BREAKDOWNS[figures.asked.by], groups, rows, total)


def _row(
    figures: Figures,
    line: Line,
    groups: tuple[Group, ...],
    chart: Callable[[Counts], tuple[tuple[str, str, str], ...]],
) -> Row:
    cells: list[Cell] = []
    for group in groups:
        cells += [_cell(figures, line, column) for column in group.columns]
        cells += [Cell(rate=formula.of(line.counts)) for formula in FORMULAS] if group.rated else []
    narrower = replace(figures.asked.narrowed(line.key), by=NARROWER[figures.asked.by])
    lead = "" if line.key == TOTAL else address(narrower)
    return Row(line.name, lead, tuple(cells), chart(line.counts))


def _cell(figures: Figures, line: Line, column: str) -> Cell:
    number = line.counts[column]
    there = address(figures.asked, "figures_cell", line=line.key, column=column) if number else ""
    return Cell(number=number, address=there, loud=bool(number) and column in LOUD)


def _bars(counts: Counts) -> tuple[tuple[str, str, str], ...]:
    """Return the share of what was done in time and of what was late; lengths written for SVG, whatever the language."""
    rate = ON_TIME_RATE.of(counts)
    if rate.share is None:
        return (("0", "0", "none"),)
    in_time = round(100 * rate.share, 1)
    return (("0", str(in_time), "ontime"), (str(in_time), str(round(100 - in_time, 1)), "late"))


def _no_bars(_counts: Counts) -> tuple[tuple[str, str, str], ...]:
    return ()
