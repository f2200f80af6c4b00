"""Questions asked once for each of several: every entry is answered like a small form of its own. Pure.

An entry's form has the schema of one entry, so pages are read, judged and shown for it as for any form.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from kinhbac.base.text import Text
from kinhbac.tools.forms.paths import at, merged
from kinhbac.tools.forms.plain import asked_inside, form_from_plain, repeated
from kinhbac.tools.forms.types import Field, Form, Page, Widget

ENTRY = "entry"
"""The key of the only page of an entry's form."""
_KEPT = 256
COUNT, REMOVE = "count", "remove"
"""Boxes beside those of the entries: how many are sent, and that one is to go."""
MOST = 50
"""Entries that are read where the law sets no most."""
SPARE = 2
"""Blank entries that stand below those that are there, to add with."""
_DIGITS = 3


def repeat_on(form: Form, page: Page) -> Field | None:
    """Return the question of a page that is asked once for each of several, None on every other page."""
    asked = form.fields[page.fields[0]]
    return asked if asked.widget is Widget.REPEAT else None


@lru_cache(maxsize=_KEPT)
def entry_form(form: Form, path: str) -> Form:
    """Return the form of one entry: all its questions on one page, under what one entry is called."""
    schema = repeated(form.schema, path)
    items = schema["items"]
    asked = [inner for inner, _ in asked_inside(schema)]
    one = schema.get("x-one", schema["x-question"])
    page = {"key": ENTRY, "fields": asked, **({"title": one} if len(asked) > 1 else {})}
    root = {**items, "$schema": form.schema["$schema"], "$defs": form.schema.get("$defs", {})}
    lists = form.plain["lists"]
    return form_from_plain({"title": one, "schema": root, "pages": [page], "lists": lists})


def entries_at(answers: Mapping[str, Any], path: str) -> list[Mapping[str, Any]]:
    """Return the entries answered so far."""
    found = at(answers, path)
    return [each for each in found if isinstance(each, Mapping)] if isinstance(found, list) else []


def with_entry(
    entries: Sequence[Mapping[str, Any]], number: int | None, entry: Mapping[str, Any]
) -> list[Mapping[str, Any]]:
    """Return the entries with one put in place of that number (from nought), or after all where it is None."""
    if number is None or number >= len(entries):
        return [*entries, entry]
    return [entry if place == number else each for place, each in enumerate(entries)]


def without_entry(entries: Sequence[Mapping[str, Any]], number: int) -> list[Mapping[str, Any]] | None:
    """Return the entries without one; None where none is left, as for a question that is not answered."""
    return [each for place, each in enumerate(entries) if place != number] or None


def bounds(form: Form, path: str) -> tuple[int, int | None]:
    """Return how many entries there must be, and may be."""
    schema = repeated(form.schema, path)
    return int(schema.get("minItems", 0)), schema.get("maxItems")


def called(form: Form, path: str) -> Text:
    """Return what one entry is called."""
    return entry_form(form, path).title


def made(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return an entry from what its page gave, by path; what was left blank is not there."""
    return merged({}, {path: value for path, value in values.items() if value is not None})


def count_box(path: str) -> str:
    """Return the name of the box that says how many entries are sent, where they stand on a page with other questions."""
    return f"{path}.{COUNT}"


def entry_box(path: str, number: int) -> str:
    """Return what the names of the boxes of one entry begin with there; the number counts from one."""
    return f"{path}.{number}."


def sent_entries(form: Form, path: str, posted: Mapping[str, Any]) -> range:
    """Return the numbers of the entries that were sent with a page; none where the page did not show them."""
    _, most = bounds(form, path)
    written = str(posted.get(count_box(path), ""))
    sent = int(written) if written.isascii() and written.isdigit() and len(written) <= _DIGITS else 0
    return range(1, min(sent, (most or MOST) + SPARE) + 1)


def part_of(posted: Mapping[str, Any], path: str, number: int) -> dict[str, Any]:
    """Return what was written in the boxes of one entry, by their names in the entry's own form."""
    begins = entry_box(path, number)
    return {name[len(begins) :]: value for name, value in posted.items() if name.startswith(begins)}
