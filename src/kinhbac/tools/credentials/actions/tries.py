"""Wrong tries, counted so that nobody can lock out a colleague, and on every process alike.

A try is written down before it is looked at, and taken back when it was right: many at once are not more than many one
after another. One name is counted for each place from where it is tried; a browser in which its owner came in before
is a place of its own, on which no stranger's tries count.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction

from kinhbac.tools.credentials.models import WrongTry
from kinhbac.tools.credentials.rules import (
    FORGOTTEN_AFTER,
    FROM_A_PLACE,
    FROM_AN_ADDRESS,
    FROM_KNOWN,
    Patience,
    wait,
)
from kinhbac.tools.credentials.sealed import digest
from kinhbac.tools.credentials.types import Place


class TooSoon(Exception):  # noqa: N818 - it reads as a sentence where it is raised
    """So many tries were wrong that the next one must wait."""

    def __init__(self, left: timedelta) -> None:
        super().__init__(left)
        self.left = left


def begin_try(what: str, name: str, place: Place, now: datetime) -> None:
    """Write down that somebody tries; `end_try` takes it back.

    Args:
        what: the word for what is tried.
        name: whose it is to be, whether there is such a person or not.
        place: from where.
        now: aware.

    Raises:
        TooSoon: it may not be looked at yet; nothing is counted.
    """
    marks = _marks(what, name, place)
    with transaction.atomic():
        WrongTry.objects.filter(last_at__lte=now - FORGOTTEN_AFTER).delete()
        rows = [_row(mark, now) for mark in sorted(marks)]  # in one order, or two who try wait for each other
        left = max(wait(marks[row.mark], row.wrong, row.last_at, now) for row in rows)
        if left > timedelta(0):
            raise TooSoon(left)
        for row in rows:
            row.wrong, row.last_at = row.wrong + 1, now
            row.save(update_fields=["wrong", "last_at"])


def end_try(what: str, name: str, place: Place) -> None:
    """Take back a try that was right: all that was wrong with this name from this place is forgotten."""
    marks = _marks(what, name, place)
    with transaction.atomic():
        for row in WrongTry.objects.select_for_update().filter(mark__in=marks).order_by("mark"):
            row.wrong = max(0, row.wrong - 1) if marks[row.mark] is FROM_AN_ADDRESS else 0
            row.save(update_fields=["wrong"])


def _row(mark: str, now: datetime) -> WrongTry:
    WrongTry.objects.get_or_create(mark=mark, defaults={"last_at": now})
    return WrongTry.objects.select_for_update().get(mark=mark)


def _marks(what: str, name: str, place: Place) -> Mapping[str, Patience]:
    if place.browser:
        return {digest("try", f"{what} {name} browser {place.browser}"): FROM_KNOWN}
    return {
        digest("try", f"{what} {name} address {place.address}"): FROM_A_PLACE,
        digest("try", f"{what} address {place.address}"): FROM_AN_ADDRESS,
    }
