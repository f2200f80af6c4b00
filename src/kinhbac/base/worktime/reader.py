"""Reads the working calendar from the catalogue: `hours.yaml` and one file per year. Entered at start-up."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

from kinhbac.base.definitions import DefinitionError, Fault, Faults, Node, digest, read
from kinhbac.base.law import InForce, check_head, read_in_force, refuse_overlap
from kinhbac.base.text import Text
from kinhbac.base.worktime.calendar import Calendar, Hours, Session, SpecialDay, known_day

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_CLOCK = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")
_HOURS_FILE = "hours.yaml"


@dataclass(frozen=True, slots=True)
class _Year:
    number: int
    provisional: bool
    days: tuple[SpecialDay, ...]


def read_calendars(folder: Path) -> Calendar:
    """Read a province's calendar.

    Args:
        folder: holds `hours.yaml` and years without gaps: `2020.yaml`, `2021.yaml` and so on.

    Raises:
        DefinitionError: every fault of every file, with file and line.
    """
    faults = Faults()
    hours: tuple[Hours, ...] = ()
    years: list[_Year] = []
    with faults.gather():
        hours = _read_hours(read(folder / _HOURS_FILE))
    for path in sorted(folder.glob("*.y*ml")):
        if path.name != _HOURS_FILE:
            with faults.gather():
                years.append(_read_year(path))
    faults.check()
    return _joined(folder, hours, years)


def _joined(folder: Path, hours: tuple[Hours, ...], years: Sequence[_Year]) -> Calendar:
    numbers = [year.number for year in years]
    if not years:
        raise DefinitionError(
            Fault(
                folder.as_posix(),
                1,
                Text(vi="chưa có năm nào", en="there is no year"),
                Text(vi="thêm một tệp như 2026.yaml", en="add a file such as 2026.yaml"),
            )
        )
    missing = sorted(set(range(numbers[0], numbers[-1] + 1)) - set(numbers))
    if missing:
        raise DefinitionError(
            Fault(
                folder.as_posix(),
                1,
                Text(vi=f"thiếu năm {missing[0]}", en=f"the year {missing[0]} is missing"),
                Text(vi=f"thêm {missing[0]}.yaml", en=f"add {missing[0]}.yaml"),
            )
        )
    special = {each.day: each for year in years for each in year.days}
    provisional = {year.number for year in years if year.provisional}
    days = []
    day = date(numbers[0], 1, 1)
    while day.year <= numbers[-1]:
        ordinary = _hours_on(day, hours, folder)
        days.append(known_day(day, ordinary, special.get(day), provisional_year=day.year in provisional))
        day += timedelta(days=1)
    return Calendar(version=digest(_facts(hours, years)), days=tuple(days))


def _hours_on(day: date, hours: tuple[Hours, ...], folder: Path) -> Hours:
    for each in hours:
        if each.in_force.covers(day):
            return each
    raise DefinitionError(
        Fault(
            (folder / _HOURS_FILE).as_posix(),
            1,
            Text(
                vi=f"ngày {day.isoformat()} chưa có giờ làm việc nào",
                en=f"no working hours are in force on {day.isoformat()}",
            ),
            Text(vi="thêm một khoảng gồm ngày này", en="add a period that covers this day"),
        )
    )


def _read_hours(root: Node) -> tuple[Hours, ...]:
    faults = Faults()
    check_head(root, faults, "calendars.hours", "periods")
    found: list[Hours] = []
    for period in root.need("periods").each():
        with faults.gather():
            found.append(_read_period(period))
    faults.check()
    refuse_overlap(root.need("periods"), [each.in_force for each in found])
    return tuple(found)


def _read_period(period: Node) -> Hours:
    period.only("in_force", "working_week", "sessions", "late_after", "verified")
    in_force = read_in_force(period.need("in_force"))
    return Hours(
        in_force=in_force,
        sessions=_sessions(period.need("sessions")),
        weekdays=frozenset(
            _WEEKDAYS.index(each.choice(*_WEEKDAYS)) + 1 for each in period.need("working_week").each()
        ),
        late_after=_clock(period.need("late_after")),
        verified=period.need("verified").flag(),
    )


def _read_year(path: Path) -> _Year:
    if not re.fullmatch(r"[1-9][0-9]{3}\.yaml", path.name):
        raise DefinitionError(
            Fault(
                path.as_posix(),
                1,
                Text(vi="tên tệp không phải là năm", en="the name is not a year"),
                Text(
                    vi="đặt tên tệp là YYYY.yaml, hoặc chuyển đi nơi khác",
                    en="call the file YYYY.yaml, or move it elsewhere",
                ),
            )
        )
    number = int(path.stem)
    root = read(path)
    faults = Faults()
    check_head(root, faults, f"calendars.{number}", "in_force", "provisional", "days")
    with faults.gather():
        _check_covers(root.need("in_force"), number)
    provisional = False
    with faults.gather():
        provisional = root.need("provisional").flag()
    days: dict[date, SpecialDay] = {}
    with faults.gather():
        for node in root.need("days").each():
            with faults.gather():
                each = _read_day(node, number, provisional=provisional)
                if each.day in days:
                    raise DefinitionError(
                        node.fault(
                            Text(
                                vi=f"{each.day.isoformat()} ghi hai lần",
                                en=f"{each.day.isoformat()} stands here twice",
                            ),
                            Text(vi="chỉ giữ lại một", en="keep one"),
                        )
                    )
                days[each.day] = each
    faults.check()
    return _Year(number, provisional, tuple(days[day] for day in sorted(days)))


def _read_day(node: Node, year: int, *, provisional: bool) -> SpecialDay:
    node.only("date", "kind", "reason", "verified", "provisional", "sessions")
    day = node.need("date").day()
    if day.year != year:
        raise DefinitionError(
            node.need("date").fault(
                Text(
                    vi=f"{day.isoformat()} không thuộc năm {year}", en=f"{day.isoformat()} is not in {year}"
                ),
                Text(vi=f"chuyển sang {day.year}.yaml", en=f"move it to {day.year}.yaml"),
            )
        )
    own = node.get("provisional")
    sessions = node.get("sessions")
    return SpecialDay(
        day=day,
        working=node.need("kind").choice("off", "working") == "working",
        reason=node.need("reason").bilingual(),
        verified=node.need("verified").flag(),
        provisional=own.flag() if own else provisional,
        sessions=_sessions(sessions) if sessions else (),
    )


def _check_covers(in_force: Node, year: int) -> None:
    if read_in_force(in_force) != InForce(date(year, 1, 1), date(year, 12, 31)):
        raise DefinitionError(
            in_force.fault(
                Text(vi="tệp của một năm phải gồm cả năm", en="a year's file covers the whole year"),
                Text(
                    vi=f"viết from: {year}-01-01, to: {year}-12-31",
                    en=f"write from: {year}-01-01, to: {year}-12-31",
                ),
            )
        )


def _sessions(node: Node) -> tuple[Session, ...]:
    found: list[Session] = []
    for each in node.each():
        each.only("opens", "closes")
        session = Session(_clock(each.need("opens")), _clock(each.need("closes")))
        if session.closes <= session.opens or (found and session.opens < found[-1].closes):
            raise DefinitionError(
                each.fault(
                    Text(
                        vi="các buổi chồng lên nhau hoặc ngược giờ",
                        en="the sessions overlap or run backwards",
                    ),
                    Text(vi="xếp theo giờ, opens trước closes", en="order them by time, opens before closes"),
                )
            )
        found.append(session)
    if not found:
        raise DefinitionError(
            node.fault(
                Text(vi="chưa có buổi làm việc nào", en="there is no session"),
                Text(vi="thêm opens và closes", en="add opens and closes"),
            )
        )
    return tuple(found)


def _clock(node: Node) -> time:
    found = _CLOCK.fullmatch(node.text())
    if found is None:
        raise DefinitionError(
            node.fault(
                Text(vi="đây không phải giờ trong ngày", en="this is not a time of day"),
                Text(vi='viết như "07:00"', en='write it like "07:00"'),
            )
        )
    return time(int(found[1]), int(found[2]))


def _facts(hours: Sequence[Hours], years: Sequence[_Year]) -> Any:
    """Return what the calendar is made of, in a form that has a digest; the order of files does not matter."""
    return {
        "hours": [
            [
                each.in_force.first,
                each.in_force.last,
                sorted(each.weekdays),
                _plain_sessions(each.sessions),
                each.late_after.isoformat(),
                each.verified,
            ]
            for each in hours
        ],
        "years": [[year.number, year.provisional, [_plain_day(day) for day in year.days]] for year in years],
    }


def _plain_day(each: SpecialDay) -> Any:
    return {
        "day": each.day,
        "working": each.working,
        "reason": [each.reason.vi, each.reason.en],
        "verified": each.verified,
        "provisional": each.provisional,
        "sessions": _plain_sessions(each.sessions),
    }


def _plain_sessions(sessions: Sequence[Session]) -> Any:
    return [[each.opens.isoformat(), each.closes.isoformat()] for each in sessions]
