"""Conditions of the desk's statements: a text with places, and the values that go into them in the database's form.

The lists are read at every click, and composing their statements anew would cost more than the database's answer does.
Columns are those of items, called `item`, and of their labels, called `label`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Self

from django.db import DEFAULT_DB_ALIAS, connections, models

from kinhbac.tools.desk import models as tables


@dataclass(frozen=True, slots=True)
class Condition:
    """What rows must fulfil; `values` in the order of their places."""

    text: str
    values: tuple[Any, ...] = ()

    def __and__(self, other: Self) -> "Condition":
        return Condition(f"{self.text} AND {other.text}", (*self.values, *other.values))


NOTHING = Condition("1 = 0")
OPEN = Condition("NOT item.ended")
NOT_REPEATED = Condition("NOT item.superseded")
DONE = Condition("item.ended") & NOT_REPEATED
FREE = Condition("item.person IS NULL")


def compared(column: str, sign: str, value: Any) -> Condition:
    """Return the condition that a column is equal to a value, less or more."""
    return Condition(f"{column} {sign} %s", (_in_form(column, value),))


def among(column: str, values: Iterable[Any]) -> Condition:
    """Return the condition that a column has one of the values; nothing where there are none."""
    listed = tuple(_in_form(column, each) for each in values)
    return Condition(f"{column} IN ({', '.join(['%s'] * len(listed))})", listed) if listed else NOTHING


def begins_a_word(word: str) -> Condition:
    """Return the condition that a word begins one of those that find the case; `rules.words` leaves only letters and digits."""
    return Condition("label.folded LIKE %s", (f"% {word}%",))


def either(conditions: Sequence[Condition]) -> Condition:
    """Return the condition that at least one holds; nothing where there are none."""
    if not conditions:
        return NOTHING
    values = tuple(value for each in conditions for value in each.values)
    return Condition(f"({' OR '.join(f'({each.text})' for each in conditions)})", values)


def _in_form(column: str, value: Any) -> Any:
    return _field(column).get_db_prep_value(value, connections[DEFAULT_DB_ALIAS])


@cache
def _field(column: str) -> "models.Field[Any, Any]":
    table, _, name = column.partition(".")
    model: type[models.Model] = {"item": tables.Item, "label": tables.Label}[table]
    return next(each for each in model._meta.concrete_fields if each.column == name)  # noqa: SLF001 - Django's documented way to the columns
