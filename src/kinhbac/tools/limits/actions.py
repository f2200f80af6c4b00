"""Counting: a use is written down before the door opens, in one statement, so that on however many processes no more go
through than the budget. The only writers of limits.

A budget begins with its first use and begins anew when its time is over. What was refused is not counted.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils.crypto import salted_hmac

from kinhbac.base.clock import HCM
from kinhbac.kernel import actions as cases
from kinhbac.tools.limits.models import Tally
from kinhbac.tools.limits.reads import limit_on
from kinhbac.tools.limits.rules import asked_of, used_up
from kinhbac.tools.limits.types import Budget, Limit, TooMany

_SPEND = """
INSERT INTO kinhbac_tally (mark, used, until) VALUES (%(mark)s, 1, %(until)s)
ON CONFLICT (mark) DO UPDATE SET
  used = CASE WHEN kinhbac_tally.until <= %(now)s THEN 1 ELSE kinhbac_tally.used + 1 END,
  until = CASE WHEN kinhbac_tally.until <= %(now)s THEN EXCLUDED.until ELSE kinhbac_tally.until END
WHERE kinhbac_tally.until <= %(now)s OR kinhbac_tally.used < %(most)s
RETURNING used
"""
HURRIED = 200
"""Milliseconds for which a door that only reads waits for SQLite's one writer."""


def spend(limit: str, *, now: datetime | None = None, **by: str) -> bool:
    """Count a use of a door; return whether it was the last one of a budget.

    Args:
        limit: the door.
        now: aware.
        by: for whom: `address`, `person`, `system`, `code`.

    Raises:
        TooMany: a budget is used up; nothing was counted.
    """
    at = now or cases.clock.now()
    found = limit_on(limit, at.astimezone(HCM).date())
    if found is None:
        return False
    asked = sorted((_mark(words), budget) for budget, words in asked_of(found, by))
    with transaction.atomic():  # in one order, or two who ask wait for each other
        last = [_spend(found, budget, mark, at) for mark, budget in asked]
    return any(last)


def give_back(limit: str, *, now: datetime | None = None, **by: str) -> None:
    """Take a use back that was none after all, as a try that was right; otherwise as `spend`."""
    at = now or cases.clock.now()
    found = limit_on(limit, at.astimezone(HCM).date())
    marks = [_mark(words) for _, words in asked_of(found, by)] if found is not None else []
    with transaction.atomic():
        for mark in sorted(marks):
            _take_back(mark, at)


def sweep(now: datetime) -> int:
    """Throw away what counts no more; return how many rows."""
    gone, _ = Tally.objects.filter(until__lte=int(now.timestamp())).delete()
    return gone


@contextmanager
def in_a_hurry() -> Iterator[None]:
    """Wait only a moment where SQLite's one writer is at work: who only reads is not held up by counting her."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        before = int(cursor.execute("PRAGMA busy_timeout").fetchone()[0])
        cursor.execute(f"PRAGMA busy_timeout = {HURRIED}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA busy_timeout = {before}")


def _spend(limit: Limit, budget: Budget, mark: str, at: datetime) -> bool:
    now = int(at.timestamp())
    values: dict[str, str | int] = {
        "mark": mark,
        "until": now + int(budget.within.total_seconds()),
        "now": now,
        "most": budget.most,
    }
    with connection.cursor() as cursor:
        cursor.execute(_SPEND, values)
        rows = cursor.fetchall()
    if rows:
        return bool(rows[0][0] >= budget.most)
    until = Tally.objects.filter(pk=mark).values_list("until", flat=True).first() or now
    left = timedelta(seconds=max(1, until - now))
    raise TooMany(used_up(limit, budget, left), left)


def _take_back(mark: str, at: datetime) -> None:
    row = Tally.objects.select_for_update().filter(pk=mark, until__gt=int(at.timestamp()), used__gt=0).first()
    if row is not None:
        row.used -= 1
        row.save(update_fields=["used"])


def _mark(words: str) -> str:
    return salted_hmac("kinhbac.limits", words, algorithm="sha256").hexdigest()
