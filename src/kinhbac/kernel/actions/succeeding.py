"""Succeeding: open cases of offices that have ended, handed to those that took their work over, case by case."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from kinhbac.base.clock import HCM
from kinhbac.kernel import definitions
from kinhbac.kernel import models as tables
from kinhbac.kernel.actions.changing import locked
from kinhbac.kernel.directory.directory import Directory
from kinhbac.kernel.record import Record
from kinhbac.kernel.succeeding import HAND, succeeded, successor


def succeed_all(now: datetime) -> int:
    """Hand on what offices held that have ended by now, each change recorded; return how many cases changed.

    Doing it again changes nothing, so the worker may ask once a day and after a new directory was published.
    """
    directory, day = definitions.current_directory(), now.astimezone(HCM).date()
    changed = 0
    for case in _held_by_ended(directory, day):
        with transaction.atomic():
            changed += _succeed(case, directory, day, now)
    return changed


def _held_by_ended(directory: Directory, day: date) -> list[UUID]:
    steps = tables.Step.objects.filter(ended_at=None, case__closed_at=None)
    watched = tables.Observer.objects.filter(case__closed_at=None)
    offices = {*_offices(steps), *_offices(watched)}
    ended = [office for office in offices if successor(office, directory, day) is not None]
    found = {case for rows in (steps, watched) for case in _cases(rows, ended)}
    return sorted(found)


def _offices(rows: QuerySet[Any]) -> list[str]:
    return list(rows.order_by().values_list("office", flat=True).distinct())


def _cases(rows: QuerySet[Any], offices: list[str]) -> list[UUID]:
    return list(rows.filter(office__in=offices).values_list("case_id", flat=True))


def _succeed(case: UUID, directory: Directory, day: date, now: datetime) -> int:
    state = locked(case)
    act = succeeded(state, directory, day)
    if act is None:
        return 0
    record = Record()
    record.add(case, state, [act], actor=HAND, now=now, definition=state.definition, key=None)
    record.write()
    return 1
