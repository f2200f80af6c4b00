"""The lines of the figures: one for each office, officer, field, procedure or day that the viewer may count."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from kinhbac.base.text import Text, fold
from kinhbac.kernel.types import Viewer
from kinhbac.services.procedures.reads.figures.age import age_of
from kinhbac.services.procedures.reads.figures.queries import Group, counted, plain_stays
from kinhbac.services.procedures.reads.figures.scope import (
    field_names,
    named,
    office_name,
    procedure_names,
    stays_for,
)
from kinhbac.services.procedures.rules.figures.asked import (
    BY_DAY,
    BY_FIELD,
    BY_OFFICE,
    BY_OFFICER,
    BY_PROCEDURE,
    NOBODY,
    Asked,
    Figures,
    Line,
)
from kinhbac.services.procedures.rules.figures.counting import NOTHING, Counts
from kinhbac.services.procedures.rules.figures.daily import daily_counts
from kinhbac.services.procedures.rules.figures.periods import days_between, period_of
from kinhbac.services.procedures.rules.figures.stay import Stay
from kinhbac.tools.identity.reads import names_of

NOT_TAKEN = Text(vi="Chưa ai nhận", en="Not taken yet")
NAMELESS = Text(vi="Chưa rõ tên", en="Name not known")
GROUPS = {
    BY_OFFICE: ("office",),
    BY_OFFICER: ("office", "person"),
    BY_FIELD: ("field",),
    BY_PROCEDURE: ("procedure",),
}


def figures_of(asked: Asked, viewer: Viewer, now: datetime) -> Figures:
    """Return the figures that were asked for, of the viewer's own offices.

    Args:
        asked: `by` is one of BREAKDOWNS; by day, at most MOST_DAYS days.
        viewer: who reads; one without a post sees no line.
        now: aware; what is open is judged now, or at the end of a period that is over.
    """
    period = period_of(asked.first, asked.last, now)
    stays = stays_for(viewer, asked)
    if asked.by == BY_DAY:
        lines = _days(asked, plain_stays(stays, period), now)
        total = counted(stays, (), period).get((), NOTHING)
    else:
        groups = counted(stays, GROUPS[asked.by], period)
        lines = _named(asked.by, {group: counts for group, counts in groups.items() if _any(counts)}, viewer)
        total = _sum(line.counts for line in lines)
    return Figures(asked, period, lines, total, age_of(now, viewer))


def totals_of(asked: Asked, viewer: Viewer, now: datetime) -> Counts:
    """Return the last line alone."""
    return counted(stays_for(viewer, asked), (), period_of(asked.first, asked.last, now)).get((), NOTHING)


def officers_in(asked: Asked, viewer: Viewer) -> dict[UUID, str]:
    """Return the names of the officers who ever had dossiers of the offices asked for."""
    wide = Asked(asked.first, asked.last, by=BY_OFFICER, office=asked.office)
    people = (
        stays_for(viewer, wide).exclude(person=None).order_by().values_list("person", flat=True).distinct()
    )
    return names_of(frozenset(each for each in people if each is not None), viewer)


def _days(asked: Asked, stays: Iterator[Stay], now: datetime) -> tuple[Line, ...]:
    days = days_between(asked.first, asked.last)
    counts = daily_counts(stays, [period_of(day, day, now) for day in days])
    shown = [f"{day:%d/%m/%Y}" for day in days]
    return tuple(
        Line(day.isoformat(), Text(vi=name, en=name), each)
        for day, name, each in zip(days, shown, counts, strict=True)
    )


def _named(by: str, groups: dict[Group, Counts], viewer: Viewer) -> tuple[Line, ...]:
    if by == BY_OFFICER:
        lines = _officers(groups, viewer)
    elif by == BY_OFFICE:
        lines = [Line(key, office_name(key), counts) for (key,), counts in groups.items()]
    else:
        names = field_names() if by == BY_FIELD else procedure_names()
        lines = [Line(key, named(names, key), counts) for (key,), counts in groups.items()]
    return tuple(
        sorted(lines, key=lambda line: (line.key.endswith(f"|{NOBODY}"), fold(line.name.vi), line.key))
    )


def _officers(groups: dict[Group, Counts], viewer: Viewer) -> list[Line]:
    names = names_of(frozenset(person for _, person in groups if person is not None), viewer)
    several = len({office for office, _ in groups}) > 1
    lines = []
    for (office, person), counts in groups.items():
        known = names.get(person, "") if person is not None else ""
        name = NOT_TAKEN if person is None else Text(vi=known, en=known) if known else NAMELESS
        where = office_name(office)
        full = Text(vi=f"{name.vi}, {where.vi}", en=f"{name.en}, {where.en}") if several else name
        lines.append(Line(f"{office}|{person or NOBODY}", full, counts))
    return lines


def _any(counts: Counts) -> bool:
    return any(counts.by_column.values())


def _sum(lines: Iterable[Counts]) -> Counts:
    total = NOTHING
    for line in lines:
        total = total.plus(line)
    return total
