"""Checks the schema half of form.yaml: a sound JSON Schema, and every question complete in both languages."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import jsonschema_rs

from kinhbac.base.definitions import DefinitionError, Faults, Node
from kinhbac.base.text import Text
from kinhbac.tools.forms.checks import CHECKS, COMPARING
from kinhbac.tools.forms.compiled import limited
from kinhbac.tools.forms.plain import kind_of, questions
from kinhbac.tools.forms.types import Widget

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_KEYWORDS = frozenset(
    {"$ref", "type", "enum", "const", "format", "pattern", "minLength", "maxLength", "minimum", "maximum"}
    | {"minItems", "maxItems", "items", "default", "properties", "required", "additionalProperties"}
    | {"allOf", "anyOf", "oneOf", "not", "if", "then", "else"}
)
_ANNOTATIONS = (
    "x-widget",
    "x-question",
    "x-hint",
    "x-why",
    "x-error",
    "x-choices",
    "x-more-choices",
    "x-check",
    "x-prefill",
    "x-personal",
    "x-autocomplete",
    "x-partial",
    "x-one",
    "x-asked",
)
_KINDS = {
    Widget.DATE: ("string",),
    Widget.UPLOAD: ("array",),
    Widget.REPEAT: ("array",),
    Widget.TEXT: ("string", "integer"),
}
_CHOOSING = (Widget.RADIOS, Widget.SELECT, Widget.UNIT)
_BEYOND_COMMON = re.compile(r"\\[pPkK]|\(\?|\\[0-9]")


def check_schema(node: Node, lists: Mapping[str, Any], handed_in: Sequence[str]) -> None:
    """Raise the faults of the schema, those of single questions before those of the schema as a whole."""
    faults = Faults()
    with faults.gather():
        node.need("$schema").choice(DIALECT)
    known = {path for path, _ in questions(node.value)}
    for path, each in _nodes(node):
        with faults.gather():
            if each.has("x-widget"):
                _check_question(each, node, {*lists, *handed_in}, known)
            else:
                _check_object(each, path)
    for each in _patterns(node):
        with faults.gather():
            _check_pattern(each)
    faults.check()
    _check_whole(node)


def _nodes(node: Node, above: str = "") -> Iterator[tuple[str, Node]]:
    """Return every property with its path, the root first under the empty path."""
    if not above:
        yield "", node
    properties = node.get("properties")
    for key, each in properties.items() if properties is not None else ():
        path = f"{above}{key}"
        if isinstance(each.value, dict):
            yield path, each
            if not each.has("x-widget"):
                yield from _nodes(each, f"{path}.")
        else:
            raise DefinitionError(
                each.fault(
                    Text(vi=f'"{path}" không phải câu hỏi', en=f'"{path}" is no question'),
                    Text(vi="viết lược đồ của nó, có x-widget", en="write its schema, with x-widget"),
                )
            )


_FORM = Text(vi="tờ khai", en="the form")


def _check_object(node: Node, path: str) -> None:
    named = Text(vi=f'"{path}"', en=f'"{path}"') if path else _FORM
    if not node.has("properties"):
        raise DefinitionError(
            node.fault(
                Text(
                    vi=f"{named.vi} không phải câu hỏi, cũng không phải nhóm câu hỏi",
                    en=f"{named.en} is neither a question nor an object",
                ),
                Text(vi="thêm x-widget: hoặc properties:", en="add x-widget: or properties:"),
            )
        )
    closed = node.get("additionalProperties")
    if closed is None or closed.value is not False:
        raise DefinitionError(
            node.fault(
                Text(vi=f"{named.vi} cho nhận câu trả lời lạ", en=f"{named.en} lets in unknown answers"),
                Text(vi="thêm additionalProperties: false", en="add additionalProperties: false"),
            )
        )


def _check_question(node: Node, root: Node, lists: set[str], known: set[str]) -> None:
    faults = Faults()
    with faults.gather():
        node.only(*sorted(_KEYWORDS), *_ANNOTATIONS)
    with faults.gather():
        widget = Widget(node.need("x-widget").choice(*Widget))
        kind = kind_of(node.value, root.value)
        if kind not in _KINDS.get(widget, ("string",)):
            faults.add(
                node.fault(
                    Text(
                        vi=f'giá trị kiểu {kind} không hỏi bằng "{widget}" được',
                        en=f'a {kind} cannot be asked as "{widget}"',
                    ),
                    Text(vi="đổi type hoặc x-widget", en="change the type or x-widget"),
                )
            )
        if widget in _CHOOSING:
            _check_choices(node, lists)
        if widget is Widget.REPEAT:
            _check_entry(node, root, lists)
    with faults.gather():
        node.need("x-question").bilingual()
    for key in ("x-hint", "x-why", "x-one"):
        words = node.get(key)
        with faults.gather():
            if words is not None:
                words.bilingual()
    for check in (_check_errors, _check_personal, _check_sources, _check_plain_words):
        with faults.gather():
            check(node, root)
    with faults.gather():
        _check_checks(node, known)
    faults.check()


def _check_entry(node: Node, root: Node, lists: set[str]) -> None:
    """Check the questions of one entry; papers, and repeats in repeats, are not asked there."""
    items = node.need("items")
    _check_object(items, "one entry")
    node.need("x-one").bilingual()
    known = {path for path, _ in questions(items.value)}
    order = node.need("x-asked")
    if sorted(each.text() for each in order.each()) != sorted(known):
        raise DefinitionError(
            order.fault(
                Text(
                    vi="x-asked không nêu đúng các câu hỏi của một mục",
                    en="x-asked does not name the questions of one entry",
                ),
                Text(vi="nêu mỗi câu một lần, theo thứ tự", en="name each of them once, in order"),
            )
        )
    faults = Faults()
    for path, each in _nodes(items):
        with faults.gather():
            if not path:
                continue
            if not each.has("x-widget"):
                _check_object(each, path)
                continue
            widget = each.need("x-widget")
            if widget.value in (Widget.UPLOAD, Widget.REPEAT):
                raise DefinitionError(
                    widget.fault(
                        Text(
                            vi="không hỏi câu này trong một mục được",
                            en="this cannot be asked inside an entry",
                        ),
                        Text(vi="hỏi ở một trang", en="ask it on a page"),
                    )
                )
            _check_question(each, root, lists, known)
    faults.check()


def _check_errors(node: Node, _root: Node) -> None:
    errors = node.get("x-error")
    if errors is None:
        return
    if errors.has("vi") or errors.has("en"):
        errors.bilingual()
        return
    faults = Faults()
    with faults.gather():
        errors.only("default", "date", "number", *sorted(_KEYWORDS), *CHECKS)
    for keyword in errors.value:
        with faults.gather():
            errors.need(keyword).bilingual()
    faults.check()


def _check_personal(node: Node, _root: Node) -> None:
    personal = node.get("x-personal")
    if personal is not None and personal.value not in (True, "sensitive"):
        raise DefinitionError(
            personal.fault(
                Text(vi="x-personal chỉ là true hoặc sensitive", en="x-personal is true or sensitive"),
                Text(vi="viết một trong hai, hoặc bỏ đi", en="write one of them, or leave it out"),
            )
        )


def _check_plain_words(node: Node, _root: Node) -> None:
    autocomplete, partial, more = (node.get(key) for key in ("x-autocomplete", "x-partial", "x-more-choices"))
    if autocomplete is not None:
        autocomplete.text()
    if partial is not None:
        partial.flag()
    for each in more.each() if more is not None else ():
        check_choice(each)


def check_choice(node: Node) -> str:
    """Return the value of one thing to choose; its name, and its group if it has one, are in both languages."""
    node.only("value", "name", "group")
    node.need("name").bilingual()
    group = node.get("group")
    if group is not None:
        group.bilingual()
    return node.need("value").text()


def _check_sources(node: Node, root: Node) -> None:
    sources = node.get("x-prefill")
    if sources is None:
        return
    for each in sources.each() if isinstance(sources.value, list) else [sources]:
        if isinstance(each.value, str):
            each.text()
            continue
        each.only("from", "when")
        each.need("from").text()
        when = each.get("when")
        if when is not None and when.text() not in root.value.get("$defs", {}):
            raise DefinitionError(
                when.fault(
                    Text(
                        vi=f'không có điều kiện "{when.value}"', en=f'the condition "{when.value}" is unknown'
                    ),
                    Text(vi="định nghĩa dưới $defs", en="define it under $defs"),
                )
            )


def _check_checks(node: Node, known: set[str]) -> None:
    checks = node.get("x-check")
    for each in checks.each() if checks is not None else ():
        if isinstance(each.value, str):
            name = each.choice(*(name for name in CHECKS if name not in COMPARING))
            continue
        each.only(*COMPARING)
        if len(each.value) != 1:
            raise DefinitionError(
                each.fault(
                    Text(vi="mỗi phép kiểm tra là một phép so sánh", en="a check is one comparison"),
                    Text(vi="viết mỗi phép sau một dấu - riêng", en="write each under a - of its own"),
                )
            )
        for name, other in each.items():
            if other.text() not in known:
                raise DefinitionError(
                    other.fault(
                        Text(
                            vi=f'"{name}" so sánh với một trường không có',
                            en=f'"{name}" compares with an unknown field',
                        ),
                        Text(vi="viết đường dẫn của một trường", en="write the path of a field"),
                    )
                )


def _check_choices(node: Node, lists: set[str]) -> None:
    choices = node.need("x-choices")
    if isinstance(choices.value, str):
        choices.choice(*sorted(lists))
        return
    values = [check_choice(each) for each in choices.each()]
    allowed = node.need("enum").value
    if values != allowed:
        raise DefinitionError(
            choices.fault(
                Text(
                    vi="x-choices và enum không nêu cùng các giá trị",
                    en="x-choices and enum do not name the same values",
                ),
                Text(vi="viết cả hai theo cùng thứ tự", en="write both in the same order"),
            )
        )


def _patterns(node: Node) -> Iterator[Node]:
    if isinstance(node.value, dict):
        for key, each in node.items():
            if key == "pattern" and isinstance(each.value, str):
                yield each
            else:
                yield from _patterns(each)
    elif isinstance(node.value, list):
        for each in node.each():
            yield from _patterns(each)


def _check_pattern(node: Node) -> None:
    pattern = node.text()
    if _BEYOND_COMMON.search(pattern):
        raise DefinitionError(
            node.fault(
                Text(
                    vi="mẫu dùng cú pháp mà không phải trình kiểm tra nào cũng hiểu",
                    en="the pattern uses more than every validator understands",
                ),
                Text(vi="chỉ dùng lớp ký tự và số lần đơn giản", en="use plain classes and counts only"),
            )
        )
    try:
        re.compile(pattern)
    except re.error as error:
        raise DefinitionError(
            node.fault(
                Text(vi="đây không phải mẫu", en="this is not a pattern"),
                Text(vi=f"sửa lại; trình kiểm tra báo: {error}", en=f"correct it: {error}"),
            )
        ) from error


def _check_whole(node: Node) -> None:
    schema = {key: value for key, value in node.value.items() if key not in ("title", "pages")}
    try:
        jsonschema_rs.meta.validate(schema)
        jsonschema_rs.Draft202012Validator(limited(schema), validate_formats=True)
    except jsonschema_rs.ValidationError as error:
        raise DefinitionError(
            _inside(node, error.instance_path).fault(
                Text(vi="đây không phải JSON Schema 2020-12", en="this is not JSON Schema 2020-12"),
                Text(vi=f"sửa lại; trình kiểm tra báo: {error.message[:200]}", en=error.message[:200]),
            )
        ) from error
    except (jsonschema_rs.ReferencingError, ValueError) as error:
        raise DefinitionError(
            node.fault(
                Text(vi="đây không phải JSON Schema 2020-12", en="this is not JSON Schema 2020-12"),
                Text(vi=f"sửa lại; trình kiểm tra báo: {str(error)[:200]}", en=str(error)[:200]),
            )
        ) from error


def _inside(node: Node, path: Sequence[str | int]) -> Node:
    """Return the node at a path of keys and numbers, or the nearest one above it."""
    for step in path:
        if isinstance(node.value, dict):
            deeper = node.get(str(step))
        elif isinstance(node.value, list) and isinstance(step, int):
            deeper = list(node.each())[step]
        else:
            deeper = None
        if deeper is None:
            return node
        node = deeper
    return node
