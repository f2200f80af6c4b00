"""A condition of a form in words: which question, answered how. What cannot be said so is not said. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kinhbac.base.text import Text
from kinhbac.tools.forms.types import Field, Form

_NAME = "#/$defs/"


@dataclass(frozen=True, slots=True)
class Answered:
    """A question, and the answers that count, joined by "or"."""

    question: Text
    answer: Text


def condition_in_words(form: Form, when: Mapping[str, Any]) -> tuple[Answered, ...]:
    """Return a condition as answers that must all be given; empty where it is more than that.

    Args:
        form: whose questions it asks.
        when: a JSON Schema over the answers, or a reference to one that the form names.
    """
    plain = _resolved(form, when)
    found = list(_leaves(plain, "")) if plain is not None else []
    said = [_said(form.fields.get(path), values) for path, values in found]
    return tuple(each for each in said if each is not None) if said and None not in said else ()


def _resolved(form: Form, when: Mapping[str, Any]) -> Mapping[str, Any] | None:
    named = when.get("$ref")
    if named is None:
        return when
    found = form.schema.get("$defs", {}).get(str(named).removeprefix(_NAME))
    return found if isinstance(found, Mapping) and "$ref" not in found else None


def _leaves(schema: Mapping[str, Any], path: str) -> list[tuple[str, list[Any]]]:
    """Return the answers that a schema asks for; a path that is no question stands for what cannot be said."""
    if "const" in schema:
        return [(path, [schema["const"]])]
    if "enum" in schema:
        return [(path, list(schema["enum"]))]
    if not set(schema) <= {"properties", "required", "type"} or "properties" not in schema:
        return [("", [])]
    return [
        leaf
        for key, each in schema["properties"].items()
        for leaf in _leaves(each, f"{path}.{key}" if path else key)
    ]


def _said(field: Field | None, values: list[Any]) -> Answered | None:
    names = {choice.value: choice.name for choice in field.choices} if field is not None else {}
    if field is None or not values or any(value not in names for value in values):
        return None
    chosen = [names[value] for value in values]
    answer = Text(vi=" hoặc ".join(each.vi for each in chosen), en=" or ".join(each.en for each in chosen))
    return Answered(field.question, answer)
