"""What is kept for a time: the rows of a table that are over, and what something open still needs. Entered by sweeps."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from kinhbac.kernel.models import Case, Content, Definition, Party
from kinhbac.kernel.seats import Key, Need, Swept, seats

_KEYS = re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The rows of a table, counted from a moment in a column; a row without that moment is not over.

    A page is looked at in the order of keys and not of moments, so that a run goes over a table once.

    Attributes:
        table: which.
        counted_from: the column with the moment.
        about: columns with keys of cases, persons or accounts; a row stays while one of them is still needed.
        where: which rows alone.
        nameless: what is written over the columns that say who, None where the row goes.
    """

    table: type[Model]
    counted_from: str
    about: tuple[str, ...] = ()
    where: Q = Q()  # noqa: RUF009 - never changed
    nameless: Mapping[str, Any] | None = None

    def page(self, before: datetime, after: str, most: int) -> Swept:
        """Return the next rows that are over; as `seats.Sweep`."""
        rows = self._over(before).order_by("pk")
        rows = rows.filter(pk__gt=after) if after else rows
        found = list(rows.values_list("pk", *self.about)[:most])
        needed = still_needed(key for row in found for key in row[1:] if key)
        over = tuple(row[0] for row in found if needed.isdisjoint(row[1:]))
        return Swept(over, len(found) - len(over), str(found[-1][0]) if len(found) == most else "")

    def end(self, over: tuple[Any, ...], before: datetime) -> int:
        """Erase rows or make them nameless; what was touched meanwhile stays. As `seats.Sweep`."""
        rows = self._over(before).filter(pk__in=over)
        if self.nameless is not None:
            return rows.update(**self.nameless)
        return rows.delete()[1].get(self.table._meta.label, 0)  # noqa: SLF001 - Django's documented name

    def _over(self, before: datetime) -> QuerySet[Any]:
        rows = self.table._default_manager.filter(self.where, **{f"{self.counted_from}__lt": before})  # noqa: SLF001 - the table's own manager
        return rows.exclude(**self.nameless) if self.nameless is not None else rows


def still_needed(keys: Iterable[Key]) -> frozenset[Key]:
    """Return those of the keys of which something is still open, as the seats say."""
    asked = frozenset(keys)
    if not asked:
        return frozenset()
    return frozenset(key for need in seats.needs.values() for key in need(asked))


def in_use(keys: Iterable[Key]) -> frozenset[Key]:
    """Return those of the keys, of people and accounts, of which any room keeps something, as the seats say."""
    asked = frozenset(keys)
    return frozenset(key for use in seats.uses.values() for key in use(asked)) if asked else frozenset()


def told_of(table: type[Model], *columns: str) -> Need:
    """Return what says of which keys a table tells in its columns."""

    def use(keys: Collection[Key]) -> set[Key]:
        rows, asked = table._default_manager, _of(keys)  # noqa: SLF001 - the table's own manager
        return {
            key
            for column in columns
            for key in rows.filter(**{f"{column}__in": asked}).values_list(column, flat=True).distinct()
        }

    return use


def open_cases(keys: Collection[Key]) -> set[Key]:
    """Return those of the keys and codes that are of open cases."""
    rows = Case.objects.filter(closed_at=None)
    found: set[Key] = set(rows.filter(pk__in=_of(keys)).values_list("pk", flat=True))
    codes = [key for key in keys if isinstance(key, str)]
    named = rows.filter(code__in=codes).values_list("code", flat=True) if codes else ()
    return found | {code for code in named if code is not None}


def whose_are_open(keys: Collection[Key], definitions: Collection[str]) -> set[Key]:
    """Return those of the keys whose people are party to an open case under one of these definitions.

    Args:
        keys: of persons, and of cases: these stand for all their parties.
        definitions: their keys; any version counts.
    """
    asked, versions = _of(keys), Definition.objects.filter(key__in=definitions).values("hash")
    parties = Party.objects.filter(case__in=asked).values_list("case_id", "person")
    people = [*parties, *((key, key) for key in asked)]
    waiting = set(
        Party.objects.filter(
            person__in={person for _, person in people},
            case__closed_at=None,
            case__definition__in=versions,
        ).values_list("person", flat=True)
    )
    return {key for key, person in people if person in waiting}


def mentioned(owners: Mapping[UUID, UUID]) -> set[UUID]:
    """Return those files that the content of any case names.

    Args:
        owners: the owner of each file; her own cases are read first, and for what is not there, all.
    """
    bodies = Content.objects.exclude(body=None)
    own = bodies.filter(case__parties__person__in=set(owners.values())).values_list("body", flat=True)
    found = {key for body in own.iterator() for key in map(UUID, _KEYS.findall(str(body)))}
    return {file for file in owners if file in found or bodies.filter(body__contains=str(file)).exists()}


def _of(keys: Collection[Key]) -> list[UUID]:
    return [key for key in keys if isinstance(key, UUID)]
