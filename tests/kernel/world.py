"""The small world of the kernel's tests: a calendar of plain weeks, and offices on both sides of a merger."""

from datetime import date, time, timedelta

from kinhbac.base.definitions import digest
from kinhbac.base.law import InForce
from kinhbac.base.text import Text
from kinhbac.base.worktime.calendar import Calendar, Hours, Session, SpecialDay, known_day
from kinhbac.kernel.directory.directory import Directory
from kinhbac.kernel.directory.types import (
    Competence,
    Edition,
    Holding,
    Level,
    Office,
    OfficeKind,
    OfficeName,
    Role,
    Unit,
    UnitRef,
    UnitTitle,
)

FIRST, LAST = date(2025, 1, 1), date(2026, 12, 31)
LAST_OF_THREE_TIERS, FIRST_OF_TWO_TIERS = date(2025, 6, 30), date(2025, 7, 1)
HOURS = Hours(
    in_force=InForce(FIRST),
    sessions=(Session(time(7), time(11, 30)), Session(time(13, 30), time(17))),
    weekdays=frozenset({1, 2, 3, 4, 5}),
    late_after=time(15),
    verified=False,
)


def calendar(*days_off: date, last: date = LAST) -> Calendar:
    """Return plain weeks of Monday to Friday, with these days off."""
    special = {
        day: SpecialDay(day, working=False, reason=_text("nghỉ lễ"), verified=True, provisional=False)
        for day in days_off
    }
    days = [FIRST + timedelta(days=n) for n in range((last - FIRST).days + 1)]
    return Calendar(
        version=digest([sorted(day.isoformat() for day in days_off), last]),
        days=tuple(known_day(day, HOURS, special.get(day), provisional_year=False) for day in days),
    )


def directory() -> Directory:
    """Return two wards that became one on 1 July 2025, a neighbour, and two offices of the province to consult."""
    province = UnitRef("2025", "24")
    old = [UnitRef("2024", "07207"), UnitRef("2024", "07210")]
    ward, neighbour = UnitRef("2025", "07210"), UnitRef("2025", "07228")
    return Directory(
        editions=(
            Edition(
                "2024", (Level.PROVINCE, Level.COMMUNE), _text("ba cấp"), False, None, LAST_OF_THREE_TIERS
            ),
            Edition("2025", (Level.PROVINCE, Level.COMMUNE), _text("hai cấp"), False, FIRST_OF_TWO_TIERS),
        ),
        units=(
            _unit(province, Level.PROVINCE, None),
            *(_unit(each, Level.COMMUNE, None, successors=(ward,)) for each in old),
            _unit(ward, Level.COMMUNE, province, FIRST_OF_TWO_TIERS),
            _unit(neighbour, Level.COMMUNE, province, FIRST_OF_TWO_TIERS),
        ),
        kinds=(
            OfficeKind("committee", _text("Ủy ban nhân dân"), Level.COMMUNE),
            OfficeKind("centre", _text("Trung tâm"), Level.COMMUNE, one_stop=True),
            OfficeKind("police", _text("Công an"), Level.PROVINCE),
            OfficeKind("land", _text("Văn phòng đất đai"), Level.PROVINCE),
        ),
        offices=(
            *(_office(each, "committee", successors=("2025.07210.committee",)) for each in old),
            _office(ward, "committee", valid_from=FIRST_OF_TWO_TIERS),
            _office(ward, "centre", valid_from=FIRST_OF_TWO_TIERS),
            _office(neighbour, "committee", valid_from=FIRST_OF_TWO_TIERS),
            _office(province, "police"),
            _office(province, "land"),
        ),
        roles=tuple(Role(key, _text(key)) for key in ("one_stop", "specialist", "leader")),
        competences=(
            _competence("registration", "committee", Level.COMMUNE),
            _competence("residence", "police", Level.PROVINCE),
            _competence("land", "land", Level.PROVINCE),
        ),
    )


def _text(words: str) -> Text:
    return Text(vi=words, en=words)


def _unit(ref, level, parent, valid_from=None, successors=()) -> Unit:
    return Unit(
        ref=ref,
        name=f"Số {ref.code}",
        level=level,
        titles=(UnitTitle(_text("phường")),),
        verified=False,
        parent=parent,
        valid_from=valid_from,
        valid_to=LAST_OF_THREE_TIERS if successors else None,
        successors=successors,
    )


def _office(unit, kind, valid_from=None, successors=()) -> Office:
    return Office(
        key=f"{unit.edition}.{unit.code}.{kind}",
        kind=kind,
        unit=unit,
        names=(OfficeName(_text(f"{kind} {unit}"), _text(kind)),),
        e_identifier=f"H05.{unit.code}",
        sample=True,
        verified=False,
        valid_from=valid_from,
        valid_to=LAST_OF_THREE_TIERS if successors else None,
        successors=successors,
    )


def _competence(key, kind, level) -> Competence:
    roles = ("one_stop", "specialist", "leader")
    return Competence(key, _text(key), (Holding(kind, level, roles),), sample=True, verified=False)
