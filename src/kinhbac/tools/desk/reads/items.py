"""Items as they are read: one statement with the labels of their cases, its text fixed but for the condition."""

from typing import Any

from kinhbac.base.text import Text
from kinhbac.kernel.rows import fetch
from kinhbac.tools.desk import models as tables
from kinhbac.tools.desk.reads.conditions import Condition
from kinhbac.tools.desk.types import Chosen, Item

_ITEMS = "FROM kinhbac_desk_item AS item"
_NAMED = f'{_ITEMS} JOIN kinhbac_desk_label AS label ON label."case" = item.case_id'
_OF_ITEM = (
    *("id", "case_id", "step", "kind", "queue", "state", "office", "role"),
    *("person", "since", "due_at", "sort_at", "ended"),
)
_OF_LABEL = ("code", "title", "subject", "subject_vi", "subject_en")
_COLUMNS = (*map(tables.Item._meta.get_field, _OF_ITEM), *map(tables.Label._meta.get_field, _OF_LABEL))  # noqa: SLF001 - Django's documented way to the columns
_NAMES = ", ".join((*(f"item.{name}" for name in _OF_ITEM), *(f"label.{name}" for name in _OF_LABEL)))
_TO_CHOOSE = (tables.Item._meta.get_field("case"), tables.Item._meta.get_field("step"))  # noqa: SLF001 - as above

RISING, FALLING = "item.sort_at, item.id", "item.sort_at DESC, item.id DESC"
"""The two orders of a list."""


def items(where: Condition, order: str = "", most: int | None = None) -> list[Item]:
    """Return the items that fulfil a condition; in an order, and at most so many, where these are given."""
    text = f"SELECT {_NAMES} {_NAMED} WHERE {where.text}{_tail(order, most)}"
    return [_item(row) for row in fetch(text, where.values, _COLUMNS)]


def chosen(where: Condition, order: str, most: int | None = None) -> tuple[Chosen, ...]:
    """Return only which items they are."""
    text = f"SELECT item.case_id, item.step {_from(where)}{_tail(order, most)}"
    return tuple(Chosen(case, step) for case, step in fetch(text, where.values, _TO_CHOOSE))


def how_many(where: Condition) -> int:
    """Return how many items fulfil a condition."""
    return int(fetch(f"SELECT COUNT(*) {_from(where)}", where.values, ())[0][0])


def _from(where: Condition) -> str:
    """Return the tables and the condition; labels only where they are asked something."""
    return f"{_NAMED if 'label.' in where.text else _ITEMS} WHERE {where.text}"


def _tail(order: str, most: int | None) -> str:
    return (f" ORDER BY {order}" if order else "") + (f" LIMIT {most:d}" if most is not None else "")


def _item(row: tuple[Any, ...]) -> Item:
    number, case, step, kind, queue, state, office, role, person, since, due_at, sort_at, ended, *named = row
    code, title, subject, subject_vi, subject_en = named
    return Item(
        number=number,
        case=case,
        step=step,
        kind=kind,
        case_code=code or str(case),
        title=title,
        subject=subject,
        subject_name=Text(vi=subject_vi, en=subject_en),
        queue=queue,
        state=state,
        office=office,
        role=role,
        person=person,
        since=since,
        due_at=due_at,
        sort_at=sort_at,
        ended_at=sort_at if ended else None,
    )
