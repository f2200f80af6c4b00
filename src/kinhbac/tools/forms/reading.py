"""Reads a sent page: from what was written in its boxes to answers, faults, and the same writing to show again.

Only the boxes of this page are looked at, so whatever else is sent costs nothing and changes nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from kinhbac.base.text import Text
from kinhbac.tools.forms import repeats
from kinhbac.tools.forms.journey import reach
from kinhbac.tools.forms.judging import fault, faults_on
from kinhbac.tools.forms.paths import at, merged
from kinhbac.tools.forms.types import NOTHING, Choices, Field, FieldFault, Form, Page, PageReading, Widget
from kinhbac.tools.forms.writing import (
    clean_digits,
    clean_line,
    clean_lines,
    clean_phone,
    day_of,
    whole_number,
)

DATE_BOXES = ("day", "month", "year")
LONGEST_SHOWN = 2_000  # characters of a wrong answer that are shown again
Uploads = Mapping[str, Sequence[Mapping[str, Any]]]


class _Wrong(Exception):  # noqa: N818  - never leaves this file: a box whose writing is not a value at all
    def __init__(self, keyword: str) -> None:
        self.keyword = keyword


def parse_page(
    form: Form,
    page: Page,
    posted: Mapping[str, Any],
    *,
    answers: Mapping[str, Any],
    today: date,
    uploads: Uploads = NOTHING,
    choices: Choices = NOTHING,
) -> PageReading:
    """Read a page as it was sent. Never raises, whatever was sent.

    Args:
        form: the form, and `page` one of its pages.
        page: whose boxes are read.
        posted: text by name of box: the path of a field; for dates the path with -day, -month, -year. Anything
            else is ignored. Of several values of one name the first counts; what is no text counts as blank.
        answers: what was answered before, on all pages.
        today: the day of the answer, in Vietnam.
        uploads: files of upload fields by path, as the caller keeps them ({"file": …, "name": …}), those kept
            before included. Never taken from `posted`: a name sent by a browser proves nothing.
        choices: lists kept by the caller, by name.
    """
    values: dict[str, Any] = {}
    faults: dict[str, FieldFault] = {}
    for path in page.fields:
        field = form.fields[path]
        if field.widget is Widget.REPEAT:
            values[path], inside = _entries(form, field, posted, answers, today, choices)
            if inside:
                faults[path] = _of_entries(form, path, inside)
            continue
        try:
            values[path] = _value(field, posted, uploads)
        except _Wrong as wrong:
            faults[path] = fault(field, wrong.keyword)
    given = merged(answers, {**dict.fromkeys(faults), **values})
    judged = [path for path in page.fields if path not in faults]
    counting = merged(reach(form, given).answers, {path: values[path] for path in judged})
    for each in faults_on(form, counting, judged, today=today, choices=choices):
        faults[each.path] = each
    return PageReading(
        values={path: value for path, value in values.items() if path not in faults},
        faults=tuple(faults[path] for path in page.fields if path in faults),
        raw=_raw(form, page, posted),
    )


def _entries(
    form: Form,
    field: Field,
    posted: Mapping[str, Any],
    answers: Mapping[str, Any],
    today: date,
    choices: Choices,
) -> tuple[Any, tuple[FieldFault, ...]]:
    """Return the entries of a repeat as they were sent with the page, and their faults; a blank one is none.

    A page that did not show them leaves them as they are: they are kept one by one, each by its own page.
    """
    sent = repeats.sent_entries(form, field.path, posted)
    if not sent:
        return at(answers, field.path), ()
    one = repeats.entry_form(form, field.path)
    entries: list[Mapping[str, Any]] = []
    inside: list[FieldFault] = []
    for number in sent:
        written = repeats.part_of(posted, field.path, number)
        reading = parse_page(one, one.pages[0], written, answers={}, today=today, choices=choices)
        if written.get(repeats.REMOVE) or not any(reading.raw.values()):
            continue
        entries.append(repeats.made(reading.values))
        inside += [replace(each, path=f"{number}.{each.path}") for each in reading.faults]
    return entries or None, tuple(inside)


def _of_entries(form: Form, path: str, inside: Sequence[FieldFault]) -> FieldFault:
    """Return the fault of a repeat whose entries have some, each told with the number of its entry."""
    called = repeats.called(form, path)
    said = [(each.path.partition(".")[0], each.message) for each in inside]
    words = Text(
        vi="; ".join(f"{called.vi} {number}: {message.vi}" for number, message in said),
        en="; ".join(f"{called.en} {number}: {message.en}" for number, message in said),
    )
    return FieldFault(path, "entries", words, tuple(inside))


def boxes(field: Field) -> tuple[str, ...]:
    """Return the names of the boxes in which a field is written."""
    if field.widget is Widget.DATE:
        return tuple(f"{field.path}-{box}" for box in DATE_BOXES)
    return () if field.widget in (Widget.UPLOAD, Widget.REPEAT) else (field.path,)


def _value(field: Field, posted: Mapping[str, Any], uploads: Uploads) -> Any:
    """Return the answer of a field in the form that the schema wants, None if it was left blank."""
    if field.widget is Widget.UPLOAD:
        return [dict(each) for each in uploads.get(field.path, ())] or None
    if field.widget is Widget.DATE:
        return _date(field, *(_written(posted, box) for box in boxes(field)))
    written = _written(posted, field.path)
    if field.kind == "integer":
        return _number(written)
    return _CLEAN.get(field.widget, clean_line)(written) or None


_CLEAN = {Widget.TEXTAREA: clean_lines, Widget.IDENTITY: clean_digits, Widget.PHONE: clean_phone}


def _date(field: Field, day: str, month: str, year: str) -> str | None:
    written = [clean_line(each) for each in (day, month, year)]
    if not any(written):
        return None
    if field.partial and not written[0] and not written[1]:
        if len(written[2]) == len("2026") and written[2].isascii() and written[2].isdigit():
            return written[2]
        raise _Wrong("date")
    known = day_of(day, month, year)
    if known is None:
        raise _Wrong("real_date" if all(each.isascii() and each.isdigit() for each in written) else "date")
    return known.isoformat()


def _number(written: str) -> int | None:
    if not clean_line(written):
        return None
    number = whole_number(written)
    if number is None:
        raise _Wrong("number")
    return number


def _written(posted: Mapping[str, Any], box: str) -> str:
    found = posted.get(box)
    if isinstance(found, (list, tuple)):
        found = found[0] if found else ""
    return found if isinstance(found, str) else ""


def _raw(form: Form, page: Page, posted: Mapping[str, Any]) -> dict[str, str]:
    """Return what was written, box by box, safe to show and to keep."""
    return {
        box: clean_lines(_written(posted, box))[:LONGEST_SHOWN]
        for path in page.fields
        for box in (*boxes(form.fields[path]), *_boxes_of_entries(form, form.fields[path], posted))
    }


def _boxes_of_entries(form: Form, field: Field, posted: Mapping[str, Any]) -> Iterator[str]:
    if field.widget is not Widget.REPEAT or repeats.count_box(field.path) not in posted:
        return
    yield repeats.count_box(field.path)
    inner = [box for each in field.inside for box in boxes(each)]
    for number in repeats.sent_entries(form, field.path, posted):
        begins = repeats.entry_box(field.path, number)
        yield from (f"{begins}{box}" for box in (*inner, repeats.REMOVE))
