"""One question of the short notation becomes a property of the form's JSON Schema, its words and constraints in place."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from kinhbac.base.definitions import DefinitionError, Node
from kinhbac.base.text import Text
from kinhbac.tools.grammar.short.kinds import KINDS, MOST_RADIOS, NUMBERS, YES_NO, Kind
from kinhbac.tools.grammar.short.nodes import filled, plant

HEAD = ("question", "when", "page", "optional")
_WORDS = ("ask", "hint", "why", "missing", "error")
_OTHERS = ("type", "personal", "prefill", "autocomplete", "default", "shown")
_BY_KIND = ("min", "max", "pattern", "choices", "more_choices", "not_in_future", "before", "after", "partial")
KEYS = (*HEAD, *_WORDS, *_OTHERS, *_BY_KIND)
_PARTIAL = "^[0-9]{4}(-[0-9]{2}-[0-9]{2})?$"  # a day, or a year alone
_SHOWN = ("radios", "list")


def question(node: Node, above: Callable[[str], str]) -> Node:
    """Return the schema of a question.

    Args:
        node: the entry.
        above: turns a path as it is written here into one of the whole form.

    Raises:
        DefinitionError: an unknown key or kind, or a constraint that the kind does not have.
    """
    node.only(*KEYS)
    kind = KINDS[node.need("type").choice(*KINDS)]
    _check_kind(node, kind)
    schema: dict[str, Any] = {**kind.schema, **_limits(node, kind)}
    schema.update(_pattern(node, kind))
    schema.update(_choices(node))
    schema.update(_checks(node, schema, above))
    if "x-partial" in schema:
        del schema["format"]  # a year alone is no day of JSON Schema's
    schema["x-question"] = node.need("ask")
    hint = node.get("hint")
    if hint is not None or kind.hint is not None:
        schema["x-hint"] = hint if hint is not None else _numbered(node, kind.hint, schema, kind)
    for key in ("why", "prefill", "autocomplete"):
        if node.has(key):
            schema[f"x-{key}"] = node.need(key)
    if node.has("default"):
        schema["default"] = node.need("default")
    errors = _errors(node, kind, schema)
    if errors:
        schema["x-error"] = errors
    personal = node.get("personal")
    seen = personal.value if personal is not None else kind.personal
    if seen is not False:
        schema["x-personal"] = seen
    return plant(node, schema)


def answers_to(schema: Mapping[str, Any]) -> Sequence[Any] | None:
    """Return what can be answered to a question as its schema says; None where that is open."""
    allowed = schema.get("enum")
    return list(allowed) if isinstance(allowed, list) else None


def _check_kind(node: Node, kind: Kind) -> None:
    """Refuse constraints that mean nothing for a kind of question."""
    meant = kind.more | ({"min"} if kind.least else set()) | ({"max"} if kind.most else set())
    for key in _BY_KIND:
        if node.has(key) and key not in meant:
            raise DefinitionError(
                node.need(key).fault(
                    Text(
                        vi=f'"{key}" không có nghĩa với câu hỏi kiểu {node.need("type").value}',
                        en=f'"{key}" means nothing for a question of type {node.need("type").value}',
                    ),
                    Text(vi="bỏ đi, hoặc đổi kiểu", en="leave it out, or change the type"),
                )
            )


def _limits(node: Node, kind: Kind) -> dict[str, Any]:
    found = {
        keyword: node.need(key) for key, keyword in (("min", kind.least), ("max", kind.most)) if node.has(key)
    }
    least, most = found.get(kind.least), found.get(kind.most)
    if least is not None and most is not None and least.whole() > most.whole():
        raise DefinitionError(
            most.fault(
                Text(vi="max: nhỏ hơn min:", en="max: lies below min:"),
                Text(
                    vi="không câu trả lời nào hợp lệ; sửa một trong hai",
                    en="no answer could be given; correct one",
                ),
            )
        )
    return found


def _pattern(node: Node, kind: Kind) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if node.has("pattern"):
        found["pattern"] = node.need("pattern")
    if kind is KINDS["unit"] and node.has("more_choices"):
        outside = "|".join(key for key, _ in node.need("more_choices").items())
        found["pattern"] = f"^([0-9]{{4}}/[0-9]{{5}}|{outside})$"
    return found


def _choices(node: Node) -> dict[str, Any]:
    """Return choices and, of those written here, their values; many stand in a list."""
    found: dict[str, Any] = {}
    choices = node.get("choices")
    if node.need("type").value == "yes_no":
        found = _written({value: plant(node, words) for value, words in YES_NO.items()})
    elif choices is not None and isinstance(choices.value, str):
        found = {"x-choices": choices, "x-widget": "select"}
    elif choices is not None:
        found = _written(dict(choices.items()))
        if len(found["enum"]) > MOST_RADIOS:
            found["x-widget"] = "select"
    elif node.need("type").value == "choice":
        node.need("choices")
    more, shown = node.get("more_choices"), node.get("shown")
    if more is not None:
        found["x-more-choices"] = _named(dict(more.items()))
    if shown is not None and found:
        found["x-widget"] = "select" if shown.choice(*_SHOWN) == "list" else "radios"
    return found


def _written(choices: Mapping[str, Node]) -> dict[str, Any]:
    return {"enum": list(choices), "x-choices": _named(choices)}


def _named(choices: Mapping[str, Node]) -> list[dict[str, Any]]:
    return [{"value": value, "name": words} for value, words in choices.items()]


def _checks(node: Node, schema: Mapping[str, Any], above: Callable[[str], str]) -> dict[str, Any]:
    checks: list[Any] = list(schema.get("x-check", []))
    found: dict[str, Any] = {}
    partial, past = node.get("partial"), node.get("not_in_future")
    if partial is not None and partial.flag():
        checks.append("real_date")
        found |= {"x-partial": True, "pattern": _PARTIAL}
    if past is not None and past.flag():
        checks.append("not_in_future")
    for name in ("before", "after"):
        other = node.get(name)
        if other is not None:
            checks.append({name: Node(other.file, other.line, above(other.text()))})
    if checks:
        found["x-check"] = checks
    return found


def _errors(node: Node, kind: Kind, schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is said of faults: the author's words before those of the kind."""
    found: dict[str, Any] = {}
    if kind.error is not None:
        found["default"] = _numbered(node, kind.error, schema, kind)
    elif {"minimum", "maximum"} <= set(schema):
        found["default"] = _numbered(node, NUMBERS, schema, kind)
    own, missing = node.get("error"), node.get("missing")
    if own is not None and (own.has("vi") or own.has("en")):
        found["default"] = own
    elif own is not None:
        found.update(dict(own.items()))
    if missing is not None:
        found["required"] = missing
    return found


def _numbered(node: Node, words: Text | None, schema: Mapping[str, Any], kind: Kind) -> Node:
    limits = {
        name: str(schema[key].value if isinstance(schema[key], Node) else schema[key])
        for name, key in (("min", kind.least), ("max", kind.most))
        if key in schema
    }
    return filled(plant(node, words), limits)
