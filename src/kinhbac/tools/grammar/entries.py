"""What every file of a procedure is made of: lists, values by date, terms, conditions. Faults name file and line."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any, TypeVar

import jsonschema_rs

from kinhbac.base.definitions import DefinitionError, Faults, Node
from kinhbac.base.errors import PlainError
from kinhbac.base.law import days
from kinhbac.base.text import Text
from kinhbac.base.worktime.terms import parse_term
from kinhbac.tools.forms.grammar import plain_value
from kinhbac.tools.grammar.types import Dated, Span

T = TypeVar("T")
MEND_EXAMPLE = Text(vi="sửa ví dụ hoặc sửa quy tắc", en="correct the example or the rule")


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
                each.fault(
                    Text(
                        vi="mục này không bắt đầu sau mục trước",
                        en="the entry does not begin after the one before",
                    ),
                    Text(vi="xếp theo thứ tự ngày", en="put them in order"),
                )
            )
        if spans and spans[-1].to_on is not None and spans[-1].to_on >= from_on:
            raise DefinitionError(
                each.fault(
                    Text(vi="mục này chồng ngày với mục trước", en="the entry overlaps the one before"),
                    Text(vi="cho mục trước kết thúc sớm hơn một ngày", en="end that one a day earlier"),
                )
            )
        spans.append(Span(from_on, to_on, read_one(each)))
    if not spans:
        raise DefinitionError(
            node.fault(
                Text(vi="chưa có giá trị nào", en="there is no value"),
                Text(vi="thêm một mục có from:", en="add an entry with from:"),
            )
        )
    return Dated(tuple(spans))


def check_covered(node: Node, value: Dated[T], from_on: date, to_on: date | None) -> None:
    """Refuse days of a version on which a value by date is not in force."""
    day = from_on
    while to_on is None or day <= to_on:
        span = next((each for each in value.spans if each.to_on is None or day <= each.to_on), None)
        if span is None or span.from_on > day:
            raise DefinitionError(
                node.fault(
                    Text(
                        vi=f"ngày {day.isoformat()} chưa có giá trị nào",
                        en=f"nothing is in force on {day.isoformat()}",
                    ),
                    Text(vi="thêm giá trị cho ngày đó", en="add the value of that day"),
                )
            )
        if span.to_on is None:
            return
        day = span.to_on + timedelta(days=1)


def term(node: Node) -> str:
    """Return a term that can be counted, in its own words."""
    words = node.text()
    try:
        parse_term(words)
    except PlainError as error:
        raise DefinitionError(node.fault(error.what, error.remedy)) from error
    return words


_KINDS: Mapping[str, str] = {
    "act": "văn bản",
    "action": "việc",
    "answer": "câu trả lời",
    "case": "trường hợp",
    "component": "thành phần hồ sơ",
    "consultation": "việc lấy ý kiến",
    "event": "sự kiện",
    "outcome": "kết cục",
    "provider": "nhà cung cấp",
    "question": "câu hỏi",
    "reminder": "lời nhắc",
    "sheet": "bản in",
    "step": "bước",
    "term": "thời hạn",
}
"""What the entries of a list are called, in English and Vietnamese."""


def unique(nodes: Iterable[Node], kind: str) -> None:
    """Refuse two entries with the same key; `kind` is one of `_KINDS`."""
    seen: set[str] = set()
    for each in nodes:
        key = each.need("key").text()
        if key in seen:
            raise DefinitionError(
                each.fault(
                    Text(vi=f'{_KINDS[kind]} "{key}" bị lặp lại', en=f'the {kind} "{key}" stands here again'),
                    Text(vi="đặt cho mỗi mục một khóa riêng", en="give each its own key"),
                )
            )
        seen.add(key)


def json_schema(node: Node) -> Mapping[str, Any]:
    """Return a JSON Schema written out in the file."""
    schema: dict[str, Any] = plain_value(node.value)
    try:
        jsonschema_rs.meta.validate(schema)
    except jsonschema_rs.ValidationError as error:
        raise DefinitionError(
            node.fault(
                Text(vi="đây không phải JSON Schema", en="this is not JSON Schema"),
                Text(vi=f"sửa lại; trình kiểm tra báo: {error.message[:200]}", en=error.message[:200]),
            )
        ) from error
    return schema
