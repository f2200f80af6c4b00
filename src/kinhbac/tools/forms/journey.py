"""The journey through a form, derived from the answers and never stored: which pages, in which order, what is open.

A page is asked if its condition holds for the answers of the pages before it that are themselves asked. Answers of
a branch that was left stay with whoever keeps them (going back loses nothing) but count for nothing here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kinhbac.tools.forms import compiled
from kinhbac.tools.forms.judging import faults_on
from kinhbac.tools.forms.paths import at, put
from kinhbac.tools.forms.types import NOTHING, Choices, Form, Page


@dataclass(frozen=True, slots=True)
class Reach:
    """How far answers lead: the pages that are asked, in order, and the answers that count."""

    pages: tuple[Page, ...]
    answers: Mapping[str, Any]


def reach(form: Form, answers: Mapping[str, Any]) -> Reach:
    """Return the pages that these answers lead to, and only the answers of those pages."""
    pages: list[Page] = []
    counting: dict[str, Any] = {}
    for page in form.pages:
        if compiled.holds(form, page, counting):
            pages.append(page)
            for path in page.fields:
                if (value := at(answers, path)) is not None:
                    put(counting, path, value)
    return Reach(tuple(pages), counting)


def pages_for(form: Form, answers: Mapping[str, Any]) -> tuple[Page, ...]:
    """Return the pages that are asked, in order."""
    return reach(form, answers).pages


def reachable_answers(form: Form, answers: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the answers that count: what is submitted, without the branches that were left."""
    return reach(form, answers).answers


def next_page(form: Form, answers: Mapping[str, Any], after: str) -> Page | None:
    """Return the page after the one of that key; None after the last one.

    Where the page itself is not asked any more, the next asked page in the order of the form is returned.
    """
    order = [page.key for page in form.pages]
    place = order.index(after) if after in order else -1
    return next((page for page in pages_for(form, answers) if order.index(page.key) > place), None)


def previous_page(form: Form, answers: Mapping[str, Any], before: str) -> Page | None:
    """Return the page before the one of that key; None before the first one."""
    order = [page.key for page in form.pages]
    place = order.index(before) if before in order else 0
    earlier = [page for page in pages_for(form, answers) if order.index(page.key) < place]
    return earlier[-1] if earlier else None


def first_unanswered(
    form: Form, answers: Mapping[str, Any], *, today: date, choices: Choices = NOTHING
) -> Page | None:
    """Return the first page on which something is missing or wrong; None if the form can be checked and sent."""
    reached = reach(form, answers)
    paths = [path for page in reached.pages for path in page.fields]
    wrong = {fault.path for fault in faults_on(form, reached.answers, paths, today=today, choices=choices)}
    return next((page for page in reached.pages if wrong.intersection(page.fields)), None)
