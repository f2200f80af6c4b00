"""Reminds parents of what comes with a child's age, once for each child (dịch vụ công chủ động, mức 1). A chore of the worker.

Children are known from births that this house has registered, unless the parent wants no reminders, and from records
where the parent has said that she wants them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from django.urls import reverse

from kinhbac.base.clock import HCM
from kinhbac.base.text import fold
from kinhbac.kernel.reads import NotFound, case_of, contents_of, entries_of
from kinhbac.kernel.types import Viewer
from kinhbac.services.procedures.models import BornChild
from kinhbac.services.procedures.reads.published import procedures_on, reminders
from kinhbac.services.procedures.rules.answers import current_answers
from kinhbac.services.procedures.rules.names import OUTCOME_RETURNED
from kinhbac.services.procedures.rules.reminders import born_between, is_due, is_in_force, message
from kinhbac.services.procedures.types import Births, Reminder
from kinhbac.tools.forms.paths import at as answer_at
from kinhbac.tools.identity.reads import children_born, refuses_reminders
from kinhbac.tools.notices.actions import notify
from kinhbac.tools.notices.reads import box_of
from kinhbac.tools.notices.types import Notice

REMINDERS = UUID("6f1e5c1e-0000-4000-8000-72656d696e64")
"""The space of keys under which reminders stand in a box; a key is made of the rule and the child."""


@dataclass(frozen=True, slots=True)
class _Turning:
    parent: UUID
    name: str
    born_on: date


def remind(now: datetime) -> int:
    """Put one message into each parent's box for each child that reaches an age soon; return how many were new."""
    today = now.astimezone(HCM).date()
    told = 0
    for reminder in reminders():
        if is_in_force(reminder, today):
            told += sum(_tell(reminder, each, now) for each in _turning(reminder, today))
    return told


def _turning(reminder: Reminder, today: date) -> Iterator[_Turning]:
    first, last = born_between(reminder, today)
    for card in children_born(first, last):
        if is_due(reminder, card.born_on, today):
            yield _Turning(card.parent, card.full_name, card.born_on)
    for births in reminder.births:
        for row in BornChild.objects.filter(
            procedure=births.procedure, born_on__gte=first, born_on__lte=last
        ):
            if is_due(reminder, row.born_on, today) and not refuses_reminders(row.parent):
                yield from _registered(births, row)


def _registered(births: Births, row: BornChild) -> Iterator[_Turning]:
    """Yield the child of a dossier whose result was given; a dossier that ended otherwise registered no birth."""
    try:
        state = case_of(row.case, Viewer(person=row.parent))
    except NotFound:
        return
    name = answer_at(current_answers(entries_of(row.case), contents_of(row.case)), births.name)
    if state.outcome == OUTCOME_RETURNED and isinstance(name, str):
        yield _Turning(row.parent, name, row.born_on)


def _tell(reminder: Reminder, child: _Turning, now: datetime) -> bool:
    key = uuid5(REMINDERS, f"{reminder.key} {child.parent} {fold(child.name)} {child.born_on.isoformat()}")
    if box_of(Viewer(person=child.parent), case=key, limit=1):
        return False
    title, body = message(reminder, child.name, child.born_on)
    link = _page_of(reminder.procedure, now.astimezone(HCM).date())
    notify(Notice(person=child.parent, case=key, seq=1, at=now, subject=title, body=body, link=link))
    return True


def _page_of(procedure: str, day: date) -> str:
    """Return the address of a procedure's page, "" where it is not offered here on that day."""
    offered = any(each.key == procedure for each in procedures_on(day))
    return reverse("procedure", args=[procedure]) if offered else ""
