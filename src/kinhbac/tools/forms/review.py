"""The answers to check before they are sent, page by page, each with its source and a way to change it. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kinhbac.base.people import show_phone
from kinhbac.base.text import Text
from kinhbac.tools.forms.journey import pages_for
from kinhbac.tools.forms.judging import options
from kinhbac.tools.forms.paths import at
from kinhbac.tools.forms.render import file_names, target_of
from kinhbac.tools.forms.types import NOTHING, Choices, Field, Form, Widget


@dataclass(frozen=True, slots=True)
class Row:
    """One answer to check: the question, the answer (None where there is none), its source, where to change it."""

    path: str
    question: Text
    answer: Text | None
    source: Text | None
    change: str


@dataclass(frozen=True, slots=True)
class Section:
    """The answers of one page."""

    key: str
    title: Text
    rows: tuple[Row, ...]


def check_view(
    form: Form,
    answers: Mapping[str, Any],
    *,
    change: Callable[[str], str],
    sources: Mapping[str, Text] = NOTHING,
    choices: Choices = NOTHING,
) -> tuple[Section, ...]:
    """Return all answers that count, page by page, to be checked before they are sent.

    Args:
        form: the form.
        answers: as stored; only those of pages that are asked are shown.
        change: gives the address of a page by its key; the field's id is added to it.
        sources: by path, of answers that stand as they are known.
        choices: lists kept by the caller, by name.
    """
    return tuple(
        Section(
            key=page.key,
            title=form.title_of(page),
            rows=tuple(
                Row(
                    path=path,
                    question=form.fields[path].question,
                    answer=shown_answer(form, form.fields[path], at(answers, path), choices),
                    source=sources.get(path),
                    change=f"{change(page.key)}#{target_of(form.fields[path])}",
                )
                for path in page.fields
            ),
        )
        for page in pages_for(form, answers)
    )


def shown_answer(form: Form, asked: Field, value: Any, choices: Choices = NOTHING) -> Text | None:
    """Return an answer as people read it: the name of a choice, a day as dd/mm/yyyy, names of files in lines."""
    if value is None:
        return None
    if asked.inside:
        return _shown_entries(form, asked, value, choices)
    named = next((each.name for each in options(form, asked, choices) if each.value == value), None)
    if named is not None:
        return named
    if asked.widget is Widget.DATE and isinstance(value, str):
        return _same(_shown_day(value))
    if asked.widget is Widget.PHONE:
        return _same(show_phone(str(value)))
    return _same("\n".join(file_names(value)) if isinstance(value, list) else str(value))


def _shown_entries(form: Form, asked: Field, value: Any, choices: Choices) -> Text:
    """Return the entries of a repeat, one to a line, what was answered in each joined by commas."""
    entries = [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []
    lines = [shown_entry(form, asked, each, choices) for each in entries]
    return Text(
        *(
            "\n".join(f"{number}. {each.say(language)}" for number, each in enumerate(lines, 1))
            for language in ("vi", "en")
        )
    )


def shown_entry(form: Form, asked: Field, entry: Mapping[str, Any], choices: Choices = NOTHING) -> Text:
    """Return one entry of a repeat as people read it, in one line."""
    said = [shown_answer(form, inner, at(entry, inner.path), choices) for inner in asked.inside]
    known = [each for each in said if each is not None]
    return Text(*(", ".join(each.say(language) for each in known) for language in ("vi", "en")))


def _shown_day(value: str) -> str:
    try:
        return f"{date.fromisoformat(value):%d/%m/%Y}"
    except ValueError:
        return value


def _same(words: str) -> Text:
    return Text(vi=words, en=words)
