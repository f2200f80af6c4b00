"""What follows from openings, decided: which are shown as one, what is unusual, who supervises whom. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from kinhbac.base.clock import HCM
from kinhbac.base.worktime.calendar import Calendar, CalendarTooShort
from kinhbac.tools.looking.types import (
    ABOVE,
    FLAGS,
    MANY_IN_DAY,
    OUTSIDE_HOURS,
    OWN,
    SAME_PERSON,
    WITHIN_DAYS,
    Gathered,
    Glimpse,
    LookingRules,
    Rule,
)


@dataclass(frozen=True, slots=True)
class Past:
    """A look without work that the same officer had before: when, and into whose file."""

    at: datetime
    whose: frozenset[UUID]


def gathered(glimpses: Iterable[Glimpse], within: timedelta) -> tuple[Gathered, ...]:
    """Return openings as they are shown, the latest first: repeated ones as one, with how often.

    Args:
        glimpses: the latest first.
        within: how far two that follow each other may lie apart to be shown as one.
    """
    lines: list[Gathered] = []
    latest: dict[Glimpse, int] = {}
    for each in glimpses:
        same = replace(each, at=datetime.min, is_paper=False)  # noqa: DTZ901 - what all of a line have alike
        place = latest.get(same)
        if place is None or lines[place].first_at - each.at > within:
            latest[same] = len(lines)
            lines.append(Gathered(each.at, each.at, each, int(not each.is_paper), int(each.is_paper)))
            continue
        line = lines[place]
        lines[place] = replace(
            line,
            first_at=each.at,
            times=line.times + (not each.is_paper),
            papers=line.papers + each.is_paper,
        )
    return tuple(lines)


def flags_of(
    *,
    whose: frozenset[UUID],
    hers: frozenset[UUID],
    before: Sequence[Past],
    rules: LookingRules,
    calendar: Calendar,
    now: datetime,
) -> tuple[Rule, ...]:
    """Return the rules by which a look without work is unusual, in the order of the catalogue's words.

    Args:
        whose: the people whose file it is.
        hers: the officer herself, and her spouse where a register ties the two.
        before: her earlier looks without work, as far back as any rule asks.
        rules: of the catalogue.
        calendar: the province's.
        now: aware; the moment of the look.
    """
    here = now.astimezone(HCM)
    found = []
    for key in FLAGS:
        rule = rules.on(key, here.date())
        if rule is not None and _broken(rule, whose, hers, before, calendar, here):
            found.append(rule)
    return tuple(found)


def is_worked(calendar: Calendar, at: datetime) -> bool:
    """Say whether offices are open at a moment; what a calendar does not reach is not worked."""
    here = at.astimezone(HCM)
    try:
        sessions = calendar.sessions(here.date())
    except CalendarTooShort:
        return False
    return any(each.opens <= here.time() <= each.closes for each in sessions)


def _broken(
    rule: Rule,
    whose: frozenset[UUID],
    hers: frozenset[UUID],
    before: Sequence[Past],
    calendar: Calendar,
    here: datetime,
) -> bool:
    if rule.key == OUTSIDE_HOURS:
        return not is_worked(calendar, here)
    if rule.key == OWN:
        return bool(whose & hers)
    if rule.key == MANY_IN_DAY:
        today = [each.whose for each in before if each.at.astimezone(HCM).date() == here.date()]
        return len({whose, *today}) > rule.numbers[ABOVE]
    if rule.key == SAME_PERSON:
        since = here - timedelta(days=rule.numbers[WITHIN_DAYS])
        return 1 + sum(bool(each.whose & whose) for each in before if each.at > since) > rule.numbers[ABOVE]
    raise ValueError(rule.key)


def longest_back(rules: LookingRules, now: datetime) -> timedelta:
    """Return how far back the flags of a day ask for earlier looks; a day at least."""
    rule = rules.on(SAME_PERSON, now.astimezone(HCM).date())
    return timedelta(days=rule.numbers[WITHIN_DAYS] if rule is not None else 1)
