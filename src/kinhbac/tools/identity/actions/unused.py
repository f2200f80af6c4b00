"""People who were enrolled and of whom nothing is kept any more: they go with their accounts, once the rule's time is over."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from kinhbac.kernel.keeping import in_use
from kinhbac.kernel.seats import Swept
from kinhbac.tools.identity.models import (
    Account,
    Child,
    Eid,
    EidItem,
    Person,
    ProviderAccount,
    ReminderWish,
)


class Unused:
    """The sweep of people; see `seats.Sweep`. Who was known before days of enrolment were kept is counted from then on."""

    def page(self, before: datetime, after: str, most: int) -> Swept:
        """Return the next people of whom no room keeps anything."""
        rows = Person.objects.filter(enrolled_at__lt=before).order_by("pk")
        rows = rows.filter(pk__gt=after) if after else rows
        found = list(rows.values_list("pk", flat=True)[:most])
        used = _used(found)
        over = tuple(person for person in found if person not in used)
        return Swept(over, after=str(found[-1]) if len(found) == most else "")

    def end(self, over: tuple[Any, ...], before: datetime) -> int:
        """Erase people with what only tells of themselves; one of whom something is kept again stays."""
        return sum(_erased(person, before) for person in over)


def _used(people: list[UUID]) -> set[UUID]:
    """Return those of people of whom, or of whose accounts, any room keeps something."""
    accounts = dict(Account.objects.filter(person__in=people).values_list("pk", "person_id"))
    used = in_use([*people, *accounts])
    return {person for person in people if person in used} | {
        person for account, person in accounts.items() if account in used
    }


def _erased(person: UUID, before: datetime) -> bool:
    with transaction.atomic():
        row = Person.objects.select_for_update().filter(pk=person, enrolled_at__lt=before).first()
        if row is None or _used([person]):
            return False
        for table in (ReminderWish, Eid, EidItem):
            table._default_manager.filter(person=person).delete()  # noqa: SLF001 - Django's documented name
        Child.objects.filter(parent=person).delete()
        ProviderAccount.objects.filter(account__person=person).delete()
        Account.objects.filter(person=person).delete()
        row.delete()
    return True
