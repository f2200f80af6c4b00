"""Official reports over the viewer's offices: which offices a form takes, its lines by field, and its checks."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from kinhbac.base.text import Text, fold
from kinhbac.kernel import definitions
from kinhbac.kernel.directory.errors import NotListed
from kinhbac.kernel.directory.types import LEVEL_NAMES, Level
from kinhbac.kernel.types import Viewer
from kinhbac.services.procedures.models import Stay
from kinhbac.services.procedures.reads.figures.age import age_of
from kinhbac.services.procedures.reads.figures.queries import counted
from kinhbac.services.procedures.reads.figures.scope import field_names, named, office_name
from kinhbac.services.procedures.rules.figures.asked import Age
from kinhbac.services.procedures.rules.figures.columns import Period
from kinhbac.services.procedures.rules.figures.counting import NOTHING, Counts
from kinhbac.services.procedures.rules.figures.official import (
    CheckedSum,
    OfficialLine,
    checks_of,
    official_line,
)
from kinhbac.services.procedures.rules.figures.periods import ONE_DAY, ReportPeriod, period_of
from kinhbac.services.procedures.rules.figures.stay import OFFICE

BY = ("field", "channel", "online")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report under a title of its own; only form 07b has several."""

    title: Text | None
    lines: tuple[tuple[Text, OfficialLine], ...]


@dataclass(frozen=True, slots=True)
class Official:
    """An official report: of which offices, its sections, its last line and its checks."""

    form: str
    period: ReportPeriod
    offices: tuple[Text, ...]
    sections: tuple[Section, ...]
    total: OfficialLine
    checks: tuple[CheckedSum, ...]
    age: Age


def official_of(form: str, days: ReportPeriod, office: str, viewer: Viewer, now: datetime) -> Official:
    """Return a report over the viewer's own offices.

    Args:
        form: 07a (one office), 07b (all, in two parts), 07c (those of one commune).
        days: of the report.
        office: the one asked for; for 07c, one of the commune.
        viewer: who reads; offices where she holds no post are never in it.
        now: aware.
    """
    offices = _offices(form, office, viewer)
    period = period_of(days.first, days.last, now)
    before = period_of(days.first - ONE_DAY, days.first - ONE_DAY, now)
    sections = tuple(_section(title, keys, period) for title, keys in _parts(form, offices))
    total = OfficialLine()
    for section in sections:
        for _, line in section.lines:
            total = total.plus(line)
    stays = _stays(offices)
    return Official(
        form=form,
        period=days,
        offices=tuple(office_name(key) for key in offices),
        sections=sections,
        total=total,
        checks=checks_of(total, _whole(stays, period), _whole(stays, before)),
        age=age_of(now, viewer),
    )


def _offices(form: str, office: str, viewer: Viewer) -> list[str]:
    own = sorted(viewer.offices())
    chosen = office if office in own else next(iter(own), "")
    if form == "07b":
        return own
    if form == "07c":
        return [key for key in own if _unit(key) == _unit(chosen)]
    return [chosen] if chosen else []


def _parts(form: str, offices: Sequence[str]) -> list[tuple[Text | None, list[str]]]:
    if form != "07b":
        return [(None, list(offices))]
    titles = {level: _capital(LEVEL_NAMES[level]) for level in (Level.PROVINCE, Level.COMMUNE)}
    return [(titles[level], [key for key in offices if _level(key) is level]) for level in titles]


def _capital(name: Text) -> Text:
    return Text(
        vi=f"Thẩm quyền {name.vi}", en=f"Authority of the {name.en.removesuffix(' level')} level".strip()
    )


def _section(title: Text | None, offices: Sequence[str], period: Period) -> Section:
    fields: dict[str, list[tuple[str, str, Counts]]] = defaultdict(list)
    for (field, channel, online), counts in counted(_stays(offices), BY, period).items():
        if any(counts.by_column.values()):
            fields[field].append((channel, online, counts))
    names = field_names()
    lines = [(named(names, field), official_line(parts)) for field, parts in fields.items()]
    return Section(title, tuple(sorted(lines, key=lambda line: fold(line[0].vi))))


def _stays(offices: Sequence[str]) -> QuerySet[Stay]:
    return Stay.objects.filter(keeper=OFFICE, office__in=list(offices))


def _whole(stays: QuerySet[Stay], period: Period) -> Counts:
    return counted(stays, (), period).get((), NOTHING)


def _unit(office: str) -> str:
    try:
        return str(definitions.current_directory().office(office).unit)
    except NotListed:
        return ""


def _level(office: str) -> Level | None:
    directory = definitions.current_directory()
    try:
        kind = directory.office(office).kind
    except NotListed:
        return None
    return next((each.level for each in directory.kinds if each.key == kind), None)
