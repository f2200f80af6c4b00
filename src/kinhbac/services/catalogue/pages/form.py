"""The form of a draft, walked through as people will: the same questions, checks and order. Nothing is stored.

What was answered so far travels in the page itself; a file counts as sent.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from kinhbac.services.catalogue.pages.frame import WRONG, judged_draft, line, now_here, show
from kinhbac.services.catalogue.reads.seen import units_on
from kinhbac.services.catalogue.types import Draft, Judged
from kinhbac.tools.forms.journey import next_page, pages_for
from kinhbac.tools.forms.paths import at, merged
from kinhbac.tools.forms.reading import parse_page
from kinhbac.tools.forms.render import page_view
from kinhbac.tools.forms.types import FieldFault, Page, Widget
from kinhbac.tools.grammar.types import Procedure
from kinhbac.tools.identity.doors import for_administrators

LONGEST = 60_000
SAMPLE = [{"file": str(UUID(int=0)), "name": "mau.pdf"}]
"""A paper that stands for any."""


@for_administrators
@require_http_methods(["GET", "POST"])
def form(request: HttpRequest, draft: UUID) -> HttpResponse:
    """Show a page of the form; sent, go on to the next, or say what is wrong as the form will."""
    found, judged = judged_draft(request, draft)
    procedure = judged.procedure
    if procedure is None:
        return redirect("catalogue_draft", draft)
    answers = _answers(request, judged)
    page = procedure.form.page(line(request.POST, "page", 80)) if request.method == "POST" else None
    goal = line(request.POST, "goto", 80)
    if page is not None and not goal:
        reading = _read(request, procedure, page, answers)
        answers = merged(answers, reading.values)
        if reading.faults:
            return _ask(request, found, procedure, page, answers, reading.raw, reading.faults)
        return _ask(request, found, procedure, next_page(procedure.form, answers, after=page.key), answers)
    pages = pages_for(procedure.form, answers)
    named = next((each for each in pages if each.key == (goal or request.GET.get("page", ""))), pages[0])
    return _ask(request, found, procedure, named, answers)


def _read(request: HttpRequest, procedure: Procedure, page: Page, answers: Mapping[str, Any]) -> Any:
    fields = procedure.form.fields
    uploads = {path: SAMPLE for path in page.fields if fields[path].widget is Widget.UPLOAD}
    today = now_here().date()
    return parse_page(
        procedure.form,
        page,
        request.POST,
        answers=answers,
        today=today,
        uploads=uploads,
        choices=units_on(today),
    )


def _ask(
    request: HttpRequest,
    draft: Draft,
    procedure: Procedure,
    page: Page | None,
    answers: Mapping[str, Any],
    raw: Mapping[str, str] | None = None,
    faults: Sequence[FieldFault] = (),
) -> HttpResponse:
    pages = pages_for(procedure.form, answers)
    choices = units_on(now_here().date())
    view = (
        page_view(procedure.form, page, answers=answers, raw=raw, faults=faults, choices=choices)
        if page is not None
        else None
    )
    context = {
        "draft": draft,
        "procedure": procedure,
        "view": view,
        "pages": [(each, procedure.form.title_of(each), each is page) for each in pages],
        "answers": json.dumps(answers, ensure_ascii=False),
        "given": _given(procedure, answers),
    }
    return show(request, "form.html", context, status=WRONG if faults else 200)


def _answers(request: HttpRequest, judged: Judged) -> Mapping[str, Any]:
    """Return the answers that came with the page, or those of the example that was chosen."""
    if request.method != "POST":
        chosen = request.GET.get("example", "")
        return next((dict(each.answers) for each in judged.examples if each.key == chosen), {})
    try:
        found = json.loads(str(request.POST.get("answers", ""))[:LONGEST])
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _given(procedure: Procedure, answers: Mapping[str, Any]) -> list[tuple[Any, str]]:
    """Return what was answered, question by question, for the end of the way."""
    found = []
    for page in pages_for(procedure.form, answers):
        for path in page.fields:
            value = at(answers, path)
            if value is not None:
                shown = (
                    ", ".join(str(each.get("name", "")) for each in value)
                    if isinstance(value, list)
                    else str(value)
                )
                found.append((procedure.form.fields[path].question, shown))
    return found
