"""Fills in what the state knows already, each answer with the word whose it is (không hỏi lại điều đã biết).

Nothing filled in here is an answer until the person has seen it and sent the page.
"""

from collections.abc import Mapping
from typing import Any

from kinhbac.tools.forms import compiled
from kinhbac.tools.forms.paths import at, merged
from kinhbac.tools.forms.types import NOTHING, Field, Form, Known, Page, Prefilled


def prefill(
    form: Form, known: Mapping[str, Known], answers: Mapping[str, Any] = NOTHING, *, page: Page | None = None
) -> Prefilled:
    """Return the answers with known ones filled in where nothing was answered, and the sources of what is known.

    Args:
        form: whose fields say where they may come from (`x-prefill`).
        known: by source key, such as "person.full_name".
        answers: given so far; they are never replaced.
        page: fill in this page only; all pages if not given.

    Returns:
        Answers, and sources by path for every answer that equals what is known, filled in now or sent before.
    """
    filled: dict[str, Any] = {}
    sources = {}
    for path in page.fields if page else form.fields:
        found = _known(form, form.fields[path], known, answers)
        if found is None:
            continue
        given = at(answers, path)
        if given is None:
            filled[path] = found.value
        if given in (None, found.value):
            sources[path] = found.source
    return Prefilled(merged(answers, filled), sources)


def _known(form: Form, field: Field, known: Mapping[str, Known], answers: Mapping[str, Any]) -> Known | None:
    for source in field.sources:
        if source.key in known and (
            source.when is None or compiled.named_condition_holds(form, source.when, answers)
        ):
            return known[source.key]
    return None
