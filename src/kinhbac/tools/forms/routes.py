"""Checks the ways through a form: conditions look back only, and every page can be reached by some answers."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from math import prod
from typing import Any

from kinhbac.base.definitions import DefinitionError, Faults, Node
from kinhbac.base.text import Text
from kinhbac.tools.forms.journey import pages_for
from kinhbac.tools.forms.paths import merged
from kinhbac.tools.forms.plain import resolved
from kinhbac.tools.forms.types import Form, Page

MOST_WAYS_TRIED = 20_000
_LATER = Text(vi="một câu hỏi ở sau", en="a later question")
_UNKNOWN = Text(vi="một câu hỏi không có", en="an unknown question")


def check_routes(node: Node, form: Form) -> None:
    """Raise the faults of a form's ways: conditions on later or unknown questions, and pages never asked."""
    faults = Faults()
    conditions = {
        page.key: _together(condition_paths(page.when, form)) for page in form.pages if page.when is not None
    }
    asked: set[str] = set()
    for page, each in zip(form.pages, node.need("pages").each(), strict=True):
        for path in conditions.get(page.key, {}):
            if path not in asked:
                what = _LATER if path in form.fields else _UNKNOWN
                faults.add(
                    each.need("when").fault(
                        Text(
                            vi=f'điều kiện xét {what.vi}, "{path}"',
                            en=f'the condition looks at {what.en}, "{path}"',
                        ),
                        Text(
                            vi="hỏi ở một trang trước, hoặc đổi điều kiện",
                            en="ask it on an earlier page, or change the condition",
                        ),
                    )
                )
        asked.update(page.fields)
    faults.check()
    _check_reached(node, form, conditions)


def condition_paths(schema: Any, form: Form, above: str = "") -> Iterator[tuple[str, set[Any]]]:
    """Return the paths that a condition looks at, each with the values that it names for it."""
    if not isinstance(schema, Mapping):
        return
    schema = resolved(schema, form.schema)
    for key, each in schema.get("properties", {}).items():
        inside = list(condition_paths(each, form, f"{above}{key}."))
        yield from inside or [(f"{above}{key}", _named_values(each))]
    for keyword in ("allOf", "anyOf", "oneOf"):
        for each in schema.get(keyword, []):
            yield from condition_paths(each, form, above)
    for keyword in ("not", "if", "then", "else"):
        yield from condition_paths(schema.get(keyword), form, above)


def _together(looked_at: Iterable[tuple[str, set[Any]]]) -> dict[str, set[Any]]:
    """Return all values that are named for each path, wherever they are named."""
    found: dict[str, set[Any]] = {}
    for path, values in looked_at:
        found.setdefault(path, set()).update(values)
    return found


def _named_values(schema: Any) -> set[Any]:
    """Return the values that const and enum name anywhere in a schema of one answer."""
    if isinstance(schema, list):
        return set().union(*map(_named_values, schema))
    if not isinstance(schema, Mapping):
        return set()
    values = {schema["const"]} if "const" in schema else set(schema.get("enum", ()))
    return values.union(
        *(_named_values(each) for key, each in schema.items() if key not in ("const", "enum"))
    )


def _check_reached(node: Node, form: Form, conditions: Mapping[str, Mapping[str, set[Any]]]) -> None:
    """Try the combinations of the answers that lead to each page; a page that none reaches is a fault.

    Pages whose condition depends on free text, or on more combinations than can be tried, are let pass.
    """
    for page, each in zip(form.pages, node.need("pages").each(), strict=True):
        tried = {
            path: sorted(_answers_to(form, path, values), key=str)
            for path, values in _leading(page, form, conditions).items()
        }
        free = not all(tried[path] for path in conditions.get(page.key, {}))
        if free or prod(len(values) + 1 for values in tried.values()) > MOST_WAYS_TRIED:
            continue
        ways = product(*([None, *values] for values in tried.values()))
        if not any(page in pages_for(form, merged({}, dict(zip(tried, way, strict=True)))) for way in ways):
            raise DefinitionError(
                each.fault(
                    Text(
                        vi=f'không câu trả lời nào dẫn đến trang "{page.key}"',
                        en=f'no answers lead to the page "{page.key}"',
                    ),
                    Text(vi="sửa điều kiện, hoặc bỏ trang", en="correct its condition, or remove the page"),
                )
            )


def _leading(
    page: Page, form: Form, conditions: Mapping[str, Mapping[str, set[Any]]]
) -> Mapping[str, set[Any]]:
    """Return what a page's condition looks at, and the conditions of the pages that ask this, as far back as it goes."""
    asked_on = {path: each.key for each in form.pages for path in each.fields}
    found: dict[str, set[Any]] = {}
    left = [page.key]
    while left:
        for path, values in conditions.get(left.pop(), {}).items():
            if path not in found:
                left.append(asked_on[path])
            found.setdefault(path, set()).update(values)
    return found


def _answers_to(form: Form, path: str, named: set[Any]) -> set[Any]:
    """Return the answers that can be given at a path: its own choices, or what the conditions name."""
    choices = {choice.value for choice in form.fields[path].choices}
    return choices or named
