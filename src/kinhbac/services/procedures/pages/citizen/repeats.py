"""A question asked once for each of several: entries are added, changed and removed one by one, each on its own page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.request import QueryDict

from kinhbac.base.text import Text
from kinhbac.services.procedures.pages.citizen.frame import show
from kinhbac.services.procedures.pages.citizen.walk import CHECKING, Walk
from kinhbac.tools.forms import repeats
from kinhbac.tools.forms.journey import reachable_answers
from kinhbac.tools.forms.judging import faults_on
from kinhbac.tools.forms.reading import parse_page
from kinhbac.tools.forms.render import Problem, page_view
from kinhbac.tools.forms.review import shown_entry
from kinhbac.tools.forms.types import Field, FieldFault, Form, Page

NEW = "new"
"""In `?entry=`: one more is entered; a number, from one, changes the one that stands there."""
REMOVE = "remove"
_WRONG = 422
_LONGEST_NUMBER = 3  # digits


@dataclass(frozen=True, slots=True)
class _Row:
    """An entry as the list shows it."""

    number: int
    words: Text
    change: str


@dataclass(frozen=True)
class _Repeating:
    """A repeat on its way: the walk, its page and question, the entries so far, and the form of one of them."""

    walk: Walk
    page: Page
    asked: Field
    entries: Sequence[Mapping[str, Any]]

    @property
    def form(self) -> Form:
        return repeats.entry_form(self.walk.form, self.asked.path)

    @property
    def one(self) -> Page:
        return self.form.pages[0]

    def address(self, entry: str = "") -> str:
        """Return the address of the list, or of one entry; whoever came from the check goes back there."""
        kept = {"entry": entry} if entry else {}
        kept |= {"from": CHECKING} if self.walk.checking else {}
        return f"{self.walk.address(self.page)}{'?' + urlencode(kept) if kept else ''}"

    def keep(self, entries: Sequence[Mapping[str, Any]] | None) -> HttpResponse:
        """Keep the entries and show the list."""
        self.walk.keep({self.asked.path: entries})
        return HttpResponseRedirect(self.address())


def ask_repeat(request: HttpRequest, walk: Walk, page: Page, asked: Field) -> HttpResponse:
    """Show the list of entries, or the page of one; with none yet, the page of the first."""
    repeating = _Repeating(walk, page, asked, repeats.entries_at(walk.draft.answers, asked.path))
    least, _ = repeats.bounds(walk.form, asked.path)
    first = NEW if not repeating.entries and least else ""
    entry = request.GET.get("entry", first)
    if entry:
        return _ask_one(request, repeating, _number(entry))
    return _list(request, repeating)


def keep_repeat(request: HttpRequest, walk: Walk, page: Page, asked: Field) -> HttpResponse:
    """Keep one entry, take one away, or go on with what stands."""
    repeating = _Repeating(walk, page, asked, repeats.entries_at(walk.draft.answers, asked.path))
    if REMOVE in request.POST:
        number = _number(request.POST[REMOVE])
        return repeating.keep(repeats.without_entry(repeating.entries, -1 if number is None else number))
    if repeats.ENTRY in request.POST:
        return _keep_one(request, repeating, _number(request.POST[repeats.ENTRY]))
    counting = reachable_answers(walk.form, walk.draft.answers)
    faults = faults_on(walk.form, counting, [asked.path], today=walk.today, choices=walk.choices)
    if faults:
        return _list(request, repeating, faults)
    return HttpResponseRedirect(walk.after(page))


def _number(written: str) -> int | None:
    """Return which entry is meant, from nought; None: one more."""
    counted = written.isascii() and written.isdigit() and len(written) <= _LONGEST_NUMBER
    return int(written) - 1 if counted and int(written) > 0 else None


def _keep_one(request: HttpRequest, repeating: _Repeating, number: int | None) -> HttpResponse:
    walk = repeating.walk
    _, most = repeats.bounds(walk.form, repeating.asked.path)
    if number is None and most is not None and len(repeating.entries) >= most:
        return HttpResponseRedirect(repeating.address())
    reading = parse_page(
        repeating.form, repeating.one, request.POST, answers={}, today=walk.today, choices=walk.choices
    )
    if reading.faults:
        return _ask_one(request, repeating, number, posted=request.POST, faults=reading.faults)
    entry = repeats.made(reading.values)
    return repeating.keep(repeats.with_entry(repeating.entries, number, entry))


def _ask_one(
    request: HttpRequest,
    repeating: _Repeating,
    number: int | None,
    *,
    posted: QueryDict | None = None,
    faults: Sequence[FieldFault] = (),
) -> HttpResponse:
    walk, entries = repeating.walk, repeating.entries
    answers = entries[number] if number is not None and number < len(entries) else {}
    raw = {name: str(posted[name]) for name in posted} if posted is not None else None
    view = page_view(
        repeating.form, repeating.one, answers=answers, raw=raw, faults=faults, choices=walk.choices
    )
    context = {
        "view": view,
        "question": repeating.asked.question,
        "entry": "" if number is None else number + 1,
        "place": (len(entries) if number is None else number) + 1,
        "back": repeating.address() if entries else walk.before(repeating.page),
        "procedure": walk.draft.procedure,
    }
    return show(request, "entry.html", context, status=_WRONG if faults else 200)


def _list(request: HttpRequest, repeating: _Repeating, faults: Sequence[FieldFault] = ()) -> HttpResponse:
    walk, asked = repeating.walk, repeating.asked
    _, most = repeats.bounds(walk.form, asked.path)
    rows = tuple(
        _Row(number, shown_entry(walk.form, asked, each, walk.choices), repeating.address(str(number)))
        for number, each in enumerate(repeating.entries, 1)
    )
    context = {
        "title": asked.question,
        "hint": asked.hint,
        "one": repeats.called(walk.form, asked.path),
        "rows": rows,
        "add": repeating.address(NEW) if most is None or len(rows) < most else "",
        "problems": tuple(Problem(each.message, "#entries") for each in faults),
        "back": walk.before(repeating.page),
        "procedure": walk.draft.procedure,
        "later": walk.later(),
    }
    return show(request, "entries.html", context, status=_WRONG if faults else 200)
