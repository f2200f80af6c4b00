"""Reads form.yaml: a JSON Schema with words for people, and the pages that ask it. All faults are told at once.

Entered by the grammar of procedures. What is found in order here is made into a form by `plain`.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from kinhbac.base.definitions import DefinitionError, Faults, Node
from kinhbac.base.text import Text
from kinhbac.tools.forms.plain import form_from_plain, questions
from kinhbac.tools.forms.routes import check_routes
from kinhbac.tools.forms.schema_grammar import check_schema
from kinhbac.tools.forms.types import Form

_TOP = ("title", "pages")
_SCHEMA = ("$schema", "$defs", "type", "additionalProperties", "required", "properties", "allOf")
_PAGE = ("key", "title", "why", "fields", "when")


def read_form(
    node: Node, lists: Mapping[str, Sequence[Mapping[str, Any]]], handed_in: Sequence[str] = ()
) -> Form:
    """Return the form of a definition.

    Args:
        node: the file.
        lists: choices kept beside the form, by name, as plain values; those used are kept with the form.
        handed_in: names of lists that whoever asks the form brings along, such as units.

    Raises:
        DefinitionError: every fault of the file, each with line and remedy.
    """
    faults = Faults()
    with faults.gather():
        node.only(*_TOP, *_SCHEMA)
    with faults.gather():
        node.need("title").bilingual()
    with faults.gather():
        check_schema(node, lists, handed_in)
    with faults.gather():
        _check_pages(node)
    faults.check()
    form = form_from_plain(_plain_form(node, lists))
    check_routes(node, form)
    return form


def _plain_form(node: Node, lists: Mapping[str, Sequence[Mapping[str, Any]]]) -> dict[str, Any]:
    value = plain_value(node.value)
    schema = {key: value[key] for key in _SCHEMA if key in value}
    used = {each["x-choices"] for _, each in questions(schema) if isinstance(each.get("x-choices"), str)}
    return {
        "title": value["title"],
        "schema": schema,
        "pages": value["pages"],
        "lists": {name: [dict(each) for each in lists[name]] for name in sorted(used) if name in lists},
    }


def plain_value(value: Any) -> Any:
    """Return a value of a definition as JSON has it: days become text."""
    if isinstance(value, Mapping):
        return {key: plain_value(each) for key, each in value.items()}
    if isinstance(value, list):
        return [plain_value(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def _check_pages(node: Node) -> None:
    faults = Faults()
    known = dict(questions(node.value))
    asked: set[str] = set()
    keys: set[str] = set()
    for page in node.need("pages").each():
        with faults.gather():
            _check_page(page, node, known)
        with faults.gather():
            key = page.need("key").text()
            if key in keys:
                raise DefinitionError(
                    page.fault(
                        Text(vi=f'trang "{key}" bị lặp lại', en=f'the page "{key}" stands here again'),
                        Text(vi="đặt cho mỗi trang một khóa riêng", en="give each page its own key"),
                    )
                )
            keys.add(key)
        with faults.gather():
            asked.update(each.text() for each in page.need("fields").each())
    for path in known:
        if path not in asked:
            faults.add(
                place(node, path).fault(
                    Text(vi=f'trường "{path}" không ở trang nào', en=f'the field "{path}" is on no page'),
                    Text(vi="thêm vào một trang, hoặc bỏ đi", en="add it to a page, or remove it"),
                )
            )
    faults.check()


def _check_page(page: Node, form: Node, known: Mapping[str, Any]) -> None:
    faults = Faults()
    with faults.gather():
        page.only(*_PAGE)
    for key in ("title", "why"):
        words = page.get(key)
        with faults.gather():
            if words is not None:
                words.bilingual()
    fields = list(page.need("fields").each())
    if not fields:
        faults.add(
            page.fault(
                Text(vi="trang không hỏi gì", en="the page asks nothing"),
                Text(vi="nêu các trường mà trang hỏi", en="name the fields that it asks"),
            )
        )
    for each in fields:
        with faults.gather():
            if each.text() not in known:
                raise DefinitionError(
                    each.fault(
                        Text(vi=f'không có trường "{each.value}"', en=f'the field "{each.value}" is unknown'),
                        Text(
                            vi="viết đường dẫn của một trường có x-widget",
                            en="write the path of a field with x-widget",
                        ),
                    )
                )
    if len(fields) > 1 and not page.has("title"):
        faults.add(
            page.fault(
                Text(
                    vi="trang có nhiều câu hỏi mà không có tên",
                    en="a page with several questions has no title",
                ),
                Text(vi="thêm title: bằng hai thứ tiếng", en="add title: in both languages"),
            )
        )
    with faults.gather():
        _check_condition(page, form)
    faults.check()


def _check_condition(page: Node, form: Node) -> None:
    when = page.get("when")
    if when is None or isinstance(when.value, dict):
        return
    name = when.text()
    defined = form.get("$defs")
    if defined is None or not defined.has(name):
        raise DefinitionError(
            when.fault(
                Text(vi=f'không có điều kiện "{name}"', en=f'the condition "{name}" is unknown'),
                Text(vi="định nghĩa dưới $defs", en="define it under $defs"),
            )
        )


def place(node: Node, path: str) -> Node:
    """Return the node of a property, or the nearest one above it."""
    for key in path.split("."):
        properties = node.get("properties") if isinstance(node.value, dict) else None
        deeper = properties.get(key) if properties is not None else None
        if deeper is None:
            return node
        node = deeper
    return node
