"""Judges all answers at once: before a form is submitted, and for programs that send a whole form."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from kinhbac.tools.forms.journey import reach
from kinhbac.tools.forms.judging import faults_on
from kinhbac.tools.forms.paths import leaves
from kinhbac.tools.forms.sentences import NOT_A_QUESTION, NOT_ASKED, NOT_READABLE, TOO_DEEP
from kinhbac.tools.forms.types import NOTHING, Choices, FieldFault, Form
from kinhbac.tools.forms.writing import LONGEST_WRITTEN, readable

DEEPEST = 8
MOST_VALUES = 2_000
MOST_EXTRAS_TOLD = 50
_LARGEST_NUMBER = 10**15


def validate_whole(
    form: Form, answers: Any, *, today: date, choices: Choices = NOTHING
) -> tuple[FieldFault, ...]:
    """Return everything that is wrong with a whole form; empty if it can be submitted. Never raises.

    Only answers of pages that are asked may be there. References of files are judged for their shape alone:
    whether a file is there and is this person's, the caller must ask of the files.

    Args:
        form: the form.
        answers: JSON values; anything but an object is refused.
        today: the day of submission, in Vietnam.
        choices: lists kept by the caller, by name.
    """
    unfit = _unfit(answers)
    if unfit is not None:
        return (unfit,)
    reached = reach(form, answers)
    asked = dict.fromkeys(path for page in reached.pages for path in page.fields)
    extras = [path for path in leaves(answers, form.fields) if path not in asked]
    return (
        *faults_on(form, reached.answers, asked, today=today, choices=choices),
        *(_extra(form, path) for path in extras[:MOST_EXTRAS_TOLD]),
    )


def _extra(form: Form, path: str) -> FieldFault:
    if path in form.fields:
        return FieldFault(path, "elsewhere", NOT_ASKED)
    return FieldFault(path, "unknown", NOT_A_QUESTION)


def _unfit(answers: Any) -> FieldFault | None:
    """Return the fault of answers that must not even be looked at: too deep, too many, unreadable."""
    if not isinstance(answers, Mapping):
        return FieldFault("", "type", TOO_DEEP)
    left = [("", answers, 0)]
    seen = 0
    while left:
        path, value, depth = left.pop()
        seen += 1
        if depth > DEEPEST or seen > MOST_VALUES:
            return FieldFault(_shown(path), "shape", TOO_DEEP)
        if not _fit(value):
            return FieldFault(_shown(path), "shape", NOT_READABLE)
        left += [(f"{path}.{key}".lstrip("."), each, depth + 1) for key, each in _inside(value)]
    return None


def _inside(value: Any) -> list[tuple[Any, Any]]:
    if isinstance(value, Mapping):
        return list(value.items())[: MOST_VALUES + 1]
    if isinstance(value, list):
        return list(enumerate(value[: MOST_VALUES + 1]))
    return []


def _fit(value: Any) -> bool:
    if isinstance(value, Mapping):
        return all(isinstance(key, str) and len(key) <= LONGEST_WRITTEN and readable(key) for key in value)
    if isinstance(value, str):
        return len(value) <= LONGEST_WRITTEN and readable(value)
    if isinstance(value, (int, float)):
        return -_LARGEST_NUMBER < value < _LARGEST_NUMBER
    return value is None or isinstance(value, list)


def _shown(path: str) -> str:
    return path[:200].encode(errors="replace").decode()
