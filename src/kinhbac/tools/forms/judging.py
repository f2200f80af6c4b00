"""Judges answers: JSON Schema first, then lists of choices, then named checks; at most one fault for each question.

Entered by `reading` (one page), `journey` (what is still open) and `whole` (before submission, and for programs).
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import jsonschema_rs

from kinhbac.tools.forms import compiled
from kinhbac.tools.forms.checks import failed_check
from kinhbac.tools.forms.paths import at, with_parents
from kinhbac.tools.forms.sentences import sentence
from kinhbac.tools.forms.types import NOTHING, Choice, Choices, Field, FieldFault, Form

_FIRST = ("required", "type")  # said before anything else about the same answer


def faults_on(
    form: Form,
    answers: Mapping[str, Any],
    paths: Iterable[str],
    *,
    today: date,
    choices: Choices = NOTHING,
) -> tuple[FieldFault, ...]:
    """Return what is wrong with the answers at these paths, judged within all answers.

    Args:
        form: whose schema decides.
        answers: those that count (`journey.reachable_answers`), so that one answer may depend on another.
        paths: of fields; faults elsewhere are not told.
        today: the day on which the answers are given, in Vietnam.
        choices: lists kept by the caller, by name; they go before those kept with the form.

    Returns:
        In the order of the paths, at most one fault for each.
    """
    asked = list(dict.fromkeys(paths))
    found = _schema_faults(form, with_parents(answers, asked), asked)
    for path in asked:
        if path not in found:
            keyword = _beyond_schema(form, form.fields[path], answers, today, choices)
            if keyword:
                found[path] = fault(form.fields[path], keyword)
    return tuple(found[path] for path in asked if path in found)


def fault(field: Field, keyword: str, limit: Any = None) -> FieldFault:
    """Return the fault of a field under a keyword, in its own words where the form has them."""
    return FieldFault(field.path, keyword, sentence(field, keyword, limit))


def options(form: Form, field: Field, choices: Choices = NOTHING) -> tuple[Choice, ...]:
    """Return all that can be chosen in a field; empty where its list was not handed in."""
    listed: tuple[Choice, ...] = ()
    if field.choices_from is not None:
        listed = tuple(choices.get(field.choices_from) or form.lists.get(field.choices_from, ()))
    return (*field.choices, *listed, *field.more_choices)


def _schema_faults(form: Form, answers: Mapping[str, Any], asked: list[str]) -> dict[str, FieldFault]:
    found: dict[str, FieldFault] = {}
    for error in compiled.validator(form).iter_errors(answers):
        path = _field_path(error, form, asked)
        if path is None:
            continue
        keyword = error.kind.name
        if path not in found or (keyword in _FIRST and found[path].keyword not in _FIRST):
            found[path] = fault(form.fields[path], keyword, error.kind.as_dict().get("limit"))
    return found


def _field_path(error: jsonschema_rs.ValidationError, form: Form, asked: list[str]) -> str | None:
    """Return the asked field that an error is about: the place itself, or the nearest field above it."""
    steps = [str(step) for step in error.instance_path]
    missing = error.kind.as_dict().get("property")
    if error.kind.name == "required" and isinstance(missing, str) and ".".join(steps) not in form.fields:
        steps.append(missing)
    while steps:
        path = ".".join(steps)
        if path in form.fields:
            return path if path in asked else None
        steps.pop()
    return None


def _beyond_schema(
    form: Form, field: Field, answers: Mapping[str, Any], today: date, choices: Choices
) -> str | None:
    value = at(answers, field.path)
    if value is None:
        return None
    if field.inside:
        return _beyond_entries(form, field, value, today, choices)
    if field.choices_from is not None:
        allowed = options(form, field, choices)
        listed = len(allowed) > len(field.choices) + len(field.more_choices)
        if listed and value not in {choice.value for choice in allowed}:
            return "enum"
    return failed_check(field, value, answers, today)


def _beyond_entries(form: Form, field: Field, entries: Any, today: date, choices: Choices) -> str | None:
    """Return what is wrong in the first entry of a repeat that is wrong."""
    for entry in entries if isinstance(entries, list) else ():
        for inner in field.inside:
            keyword = (
                _beyond_schema(form, inner, entry, today, choices) if isinstance(entry, Mapping) else "type"
            )
            if keyword:
                return keyword
    return None
