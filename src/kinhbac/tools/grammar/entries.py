"""What every file of a procedure is made of: lists, values by date, terms, conditions. Faults name file and line."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any, TypeVar

import jsonschema_rs

from kinhbac.base.definitions import DefinitionError, Faults, Node
from kinhbac.base.errors import PlainError
from kinhbac.base.worktime.terms import parse_term
from kinhbac.tools.forms.grammar import plain_value
from kinhbac.tools.grammar.types import Dated, Span

T = TypeVar("T")


def each_of(node: Node, read_one: Callable[[Node], T]) -> tuple[T, ...]:
    """Return the entries of a list; the faults of all of them are told together."""
    faults = Faults()
    found: list[T] = []
    for each in node.each():
        with faults.gather():
            found.append(read_one(each))
    faults.check()
    return tuple(found)


def dated(node: Node, read_one: Callable[[Node], T], *keys: str) -> Dated[T]:
    """Return a value by date from a list of entries with `from`, and `to` where it ended; none may overlap."""
    spans: list[Span[T]] = []
    for each in node.each():
        each.only("from", "to", *keys)
        from_on, to_on = days(each)
        if spans and spans[-1].from_on >= from_on:
            raise DefinitionError(
                each.fault("the entry does not begin after the one before", "put them in order")
            )
        if spans and spans[-1].to_on is not None and spans[-1].to_on >= from_on:
            raise DefinitionError(
                each.fault("the entry overlaps the one before", "end that one a day earlier")
            )
        spans.append(Span(from_on, to_on, read_one(each)))
    if not spans:
        raise DefinitionError(node.fault("there is no value", "add an entry with from:"))
    return Dated(tuple(spans))


def check_covered(node: Node, value: Dated[T], from_on: date, to_on: date | None) -> None:
    """Refuse days of a version on which a value by date is not in force."""
    day = from_on
    while to_on is None or day <= to_on:
        span = next((each for each in value.spans if each.to_on is None or day <= each.to_on), None)
        if span is None or span.from_on > day:
            raise DefinitionError(
                node.fault(f"nothing is in force on {day.isoformat()}", "add the value of that day")
            )
        if span.to_on is None:
            return
        day = span.to_on + timedelta(days=1)


def days(node: Node) -> tuple[date, date | None]:
    """Return `from` and `to` of an entry; without `to` it holds until it is changed."""
    from_on, end = node.need("from").day(), node.get("to")
    to_on = end.day() if end is not None else None
    if end is not None and to_on is not None and to_on < from_on:
        raise DefinitionError(end.fault("the end lies before the beginning", "put the later day in to:"))
    return from_on, to_on


def term(node: Node) -> str:
    """Return a term that can be counted, in its own words."""
    words = node.text()
    try:
        parse_term(words)
    except PlainError as error:
        raise DefinitionError(node.fault(error.what.en, error.remedy.en)) from error
    return words


def unique(nodes: Iterable[Node], what: str) -> None:
    """Refuse two entries with the same key."""
    seen: set[str] = set()
    for each in nodes:
        key = each.need("key").text()
        if key in seen:
            raise DefinitionError(
                each.fault(f'the {what} "{key}" stands here again', "give each its own key")
            )
        seen.add(key)


def json_schema(node: Node) -> Mapping[str, Any]:
    """Return a JSON Schema written out in the file."""
    schema: dict[str, Any] = plain_value(node.value)
    try:
        jsonschema_rs.meta.validate(schema)
    except jsonschema_rs.ValidationError as error:
        raise DefinitionError(node.fault("this is not JSON Schema", error.message[:200])) from error
    return schema
