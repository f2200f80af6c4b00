"""Recomputing: the open terms of open cases brought to a changed calendar, case by case."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef

from kinhbac.base.worktime.calendar import Calendar
from kinhbac.kernel import definitions
from kinhbac.kernel import models as tables
from kinhbac.kernel.actions.changing import locked
from kinhbac.kernel.clocks import recompute
from kinhbac.kernel.record import Record, case_state
from kinhbac.kernel.types import Act, Actor


def recompute_all(now: datetime) -> int:
    """See the door `recompute_clocks`."""
    calendar = definitions.current_calendar()
    changed = 0
    for row in _on_other_calendars(calendar.version):
        if recompute(
            case_state(row), calendar
        ):  # looked at without a lock, for most are left where they were
            with transaction.atomic():
                changed += _recompute(row.pk, calendar, now)
    return changed


def _on_other_calendars(version: str) -> Iterator[tables.Case]:
    clocks = tables.Clock.objects.filter(case=OuterRef("pk"), state="running").exclude(calendar=version)
    steps = tables.Step.objects.filter(case=OuterRef("pk"), ended_at=None).exclude(calendar=None)
    touched = Exists(clocks) | Exists(steps.exclude(calendar=version))
    keys = (
        tables.Case.objects.filter(touched, closed_at=None)
        .order_by("opened_at", "pk")
        .values_list("pk", flat=True)
    )
    for key in list(keys):
        yield tables.Case.objects.get(pk=key)


def _recompute(case: UUID, calendar: Calendar, now: datetime) -> int:
    state = locked(case)
    effects = recompute(state, calendar)
    if not effects:
        return 0
    record = Record()
    computed = Act(name="clocks.recomputed", effects=effects)
    actor = Actor(system="calendar")
    record.add(case, state, [computed], actor=actor, now=now, definition=state.definition, key=None)
    record.write()
    return 1
