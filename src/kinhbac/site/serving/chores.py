"""What the worker does besides telling: once a day seals, cleaning, old counts, reminders, what was kept long enough; terms again."""

import logging
from datetime import date, datetime, timedelta
from pathlib import Path

from django.conf import settings

from kinhbac.base.errors import PlainError
from kinhbac.kernel import actions, definitions, seal
from kinhbac.services.procedures.actions.reminding import remind
from kinhbac.site.copies.folder import clearing
from kinhbac.tools.files import configured
from kinhbac.tools.files.actions import clear_unowned
from kinhbac.tools.limits.actions import sweep
from kinhbac.tools.provider.telling import tell_systems
from kinhbac.tools.retention.actions import end_next

logger = logging.getLogger(__name__)

SETTLED_AFTER = timedelta(seconds=2 * definitions.FRESH_FOR)
"""After a calendar was published, until no process decides on the one before it any more."""

AGAIN_AFTER = timedelta(minutes=5)
"""After terms could not be computed, until they are tried again."""


class Chores:
    """Remembers what was done today. `due` may be called as often as one likes."""

    def __init__(self) -> None:
        self._day: date | None = None
        self._retained_on: date | None = None
        self._not_before: datetime | None = None

    def due(self, now: datetime) -> None:
        """Do what is due.

        Args:
            now: aware, in Vietnam's zone; its date decides what day it is.
        """
        if now.date() != self._day:
            seal_days(now)
            clear_files(now)
            hand_on(now)
            remind(now)
            sweep(now)
            self._day = now.date()
        if now.date() != self._retained_on and not retain(now):
            self._retained_on = now.date()
        tell_systems(now)
        if self._not_before is None or now >= self._not_before:
            self._not_before = None if apply_calendar(now) else now + AGAIN_AFTER


def seal_days(now: datetime) -> None:
    """Seal the days that are over. A root that somebody changed stops the sealing and never the telling."""
    try:
        seal.seal_days(now.date())
    except (ValueError, TypeError, KeyError) as fault:
        logger.error("the days are not sealed (%s); `kinhbac verify` names the root that was changed", fault)  # noqa: TRY400  - the sentence says all


def clear_files(now: datetime) -> int:
    """Clear away files that nobody owns, unless a backup is under way; return how many."""
    with clearing(Path(settings.KINHBAC_DATA)) as may:
        return clear_unowned(store=configured.store(), now=now) if may else 0


def retain(now: datetime) -> bool:
    """End a batch of what was kept long enough, and leave the rest for the next look; say whether there may be any.

    While a backup is made nothing goes: it would not find the mails it has counted.
    """
    with clearing(Path(settings.KINHBAC_DATA)) as may:
        return end_next(now) if may else True


def hand_on(now: datetime) -> None:
    """Hand the open work of offices that have ended to those that took it over."""
    try:
        changed = actions.succeed_all(now)
    except definitions.NotPublished:  # a province without offices holds nothing
        return
    except PlainError as fault:
        logger.error("work of ended offices stays where it is: %s", fault)  # noqa: TRY400  - the sentence says all
        return
    if changed:
        logger.info("%d cases passed to the offices that took over", changed)


def apply_calendar(now: datetime) -> bool:
    """Bring open terms to a calendar that was published and not applied yet; False if it cannot be done now.

    Each changed term is an entry of its case. A published calendar is applied once everybody decides on it.
    """
    waiting = definitions.unapplied("calendar", "province", now - SETTLED_AFTER)
    if waiting is None:
        return True
    definitions.forget()  # this process may still hold the one before it
    try:
        changed = actions.recompute_clocks(now=now)
    except PlainError as fault:
        logger.error("terms stay on the calendar before: %s", fault)  # noqa: TRY400  - the sentence says all
        return False
    definitions.set_applied(waiting, now)
    logger.info("the calendar %s was applied; the terms of %d cases changed", waiting[:12], changed)
    return True
