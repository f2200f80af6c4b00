"""Opening the register of an office (sổ theo dõi hồ sơ): its dossiers of a period, numbered through the year.

An action, because whoever prints names, addresses and telephones has opened those dossiers, and it is recorded.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from kinhbac.base.clock import HCM
from kinhbac.kernel import definitions
from kinhbac.kernel.actions.opening import open_files
from kinhbac.kernel.directory.types import Office
from kinhbac.kernel.reads import Passed, Story, passed_office
from kinhbac.kernel.types import Viewer
from kinhbac.services.procedures.rules.dossier import KIND
from kinhbac.services.procedures.rules.grounds import REGISTER

RECEIVE = "receive"


@dataclass(frozen=True, slots=True)
class Numbered:
    """A line of the register before it is opened: its number in its year, when the dossier was entered, which it is."""

    number: int
    passed: Passed


@dataclass(frozen=True, slots=True)
class Line:
    """An opened line."""

    number: int
    entered_at: datetime
    story: Story


def numbered(*, office: str, begins_on: date, ends_on: date, viewer: Viewer) -> tuple[Numbered, ...]:
    """Return the lines of a period; both days count.

    A one-stop desk enters a dossier when it receives it, any other office when the dossier first comes to it. Numbers
    begin with 1 each year and have no gap.

    Args:
        office: key of an office where the viewer holds a post.
        begins_on: the first day.
        ends_on: the last day.
        viewer: who reads.

    Raises:
        reads.NotFound: it is not her office.
    """
    directory = definitions.current_directory()
    held = directory.office(office) if office in viewer.offices() else None
    way = RECEIVE if held is not None and _is_one_stop(held) else None
    since = min(date(begins_on.year, 1, 1), begins_on)
    passed = passed_office(
        office=office,
        kind=KIND,
        begins=_morning(since),
        ends=_morning(ends_on + timedelta(days=1)),
        viewer=viewer,
        way=way,
    )
    return tuple(each for each in _counted(passed) if each.passed.at >= _morning(begins_on))


def open_lines(
    lines: Sequence[Numbered], *, office: str, viewer: Viewer, now: datetime, purpose: str = REGISTER
) -> tuple[Line, ...]:
    """Return lines with the dossiers behind them, and record that the viewer opened each.

    The ground is the register itself, which its office must keep; `purpose` says whether it was taken as a file.
    """
    stories = open_files(
        [each.passed.case for each in lines], office=office, viewer=viewer, purpose=purpose, now=now
    )
    return tuple(
        Line(each.number, each.passed.at.astimezone(HCM), stories[each.passed.case])
        for each in lines
        if each.passed.case in stories
    )


def _is_one_stop(office: Office) -> bool:
    kinds = definitions.current_directory().kinds
    return any(each.key == office.kind and each.one_stop for each in kinds)


def _counted(passed: Sequence[Passed]) -> Iterator[Numbered]:
    year, number = 0, 0
    for each in passed:
        here = each.at.astimezone(HCM).year
        number = number + 1 if here == year else 1
        year = here
        yield Numbered(number, each)


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=HCM)
