"""The form, page by page: begun, taken up again, answered, thrown away. Every answer is kept as it is given."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kinhbac.kernel.definitions import NotPublished
from kinhbac.kernel.reads import NotFound
from kinhbac.services.procedures.actions.applications import begin_application, discard
from kinhbac.services.procedures.actions.papers import put_away
from kinhbac.services.procedures.pages.citizen.frame import show, viewer_of
from kinhbac.services.procedures.pages.citizen.repeats import ask_repeat, keep_repeat
from kinhbac.services.procedures.pages.citizen.uploads import papers_of, take_in_page
from kinhbac.services.procedures.pages.citizen.walk import Walk, walk_of
from kinhbac.services.procedures.reads.own import own_code, own_draft
from kinhbac.tools.forms.reading import parse_page
from kinhbac.tools.forms.render import page_view
from kinhbac.tools.forms.repeats import repeat_on
from kinhbac.tools.forms.types import FieldFault, Page
from kinhbac.tools.identity.doors import for_signed_in
from kinhbac.tools.limits.doors import held_back

WRONG = 422
"""The status of a page shown again because something on it is missing or wrong."""


@for_signed_in
@require_POST
def apply(request: HttpRequest, key: str) -> HttpResponse:
    """Begin the form of a procedure, or take up again the one that was begun."""
    try:
        application = begin_application(
            procedure=key,
            viewer=viewer_of(request),
            firm=_whose(request, "firm"),
            mandate=_whose(request, "mandate"),
            said=_said(request),
        )
    except NotPublished:
        raise NotFound(key) from None
    return redirect("application", application)


@for_signed_in
@require_safe
def application(request: HttpRequest, application: UUID) -> HttpResponse:
    """Go to where the form stands: its first open page, the check, or the dossier that it has become."""
    walk = walk_of(request, application)
    if walk.draft.case is not None:
        return redirect("dossier", own_code(walk.draft.case, walk.viewer))
    page = walk.open_page
    return HttpResponseRedirect(walk.check_address() if page is None else walk.address(page))


@for_signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def application_page(request: HttpRequest, application: UUID, page: str) -> HttpResponse:
    """Ask one page, or keep what was answered on it and go on."""
    walk = walk_of(request, application)
    asked = walk.asked(page) if walk.draft.case is None else None
    if asked is None or (request.method != "POST" and not walk.reachable(asked)):
        return redirect("application", application)
    if request.method == "POST":
        return keep_page(request, walk, asked)
    return ask_page(request, walk, asked)


@for_signed_in
@require_POST
def application_discard(request: HttpRequest, application: UUID) -> HttpResponse:
    """Throw away a form that was not sent, with its papers."""
    viewer = viewer_of(request)
    files = own_draft(application, viewer).files
    discard(application=application, viewer=viewer)
    put_away(files=files, viewer=viewer)
    return redirect("dossiers")


def _whose(request: HttpRequest, sort: str) -> UUID | None:
    """Return the firm or the mandate for which the form is begun, None for oneself; what is no key is nobody's."""
    asked, _, written = request.POST.get("whose", "").partition(":")
    try:
        return UUID(written) if asked == sort else None
    except ValueError:
        raise NotFound(written) from None


def _said(request: HttpRequest) -> dict[str, str]:
    """Return what was said to the questions before the form, by their keys; other boxes say nothing there."""
    return {name: str(request.POST[name]) for name in request.POST}


def keep_page(request: HttpRequest, walk: Walk, page: Page) -> HttpResponse:
    """Keep what can be kept of a page; show it again where something is wrong, else go on."""
    repeat = repeat_on(walk.form, page)
    if repeat is not None:
        return keep_repeat(request, walk, page, repeat)
    papers = take_in_page(request, walk, page)
    reading = parse_page(
        walk.form,
        page,
        request.POST,
        answers=walk.draft.answers,
        today=walk.today,
        uploads=papers.uploads,
        choices=walk.choices,
    )
    values = {**reading.values, **papers.values(reading.faults)}
    walk.keep(values)
    papers.settle(values)
    after = walk.with_answers(values)
    if papers.removed and not papers.faults:
        return HttpResponseRedirect(request.get_full_path())
    faults = papers.with_refusals(reading.faults)
    if faults:
        shown = ask_page(request, after, page, raw=reading.raw, faults=faults, status=WRONG)
        return held_back(shown, papers.left)
    return HttpResponseRedirect(after.after(page))


def ask_page(
    request: HttpRequest,
    walk: Walk,
    page: Page,
    *,
    raw: Mapping[str, str] | None = None,
    faults: Sequence[FieldFault] = (),
    status: int = 200,
) -> HttpResponse:
    """Show a page of questions; what was just written (`raw`) goes before what was kept."""
    repeat = repeat_on(walk.form, page)
    if repeat is not None:
        return ask_repeat(request, walk, page, repeat)
    known = walk.known(page)
    view = page_view(
        walk.form,
        page,
        answers=known.answers,
        raw=raw,
        faults=faults,
        sources=known.sources,
        choices=walk.choices,
    )
    number, likely = walk.place(page)
    context: dict[str, Any] = {
        "view": view,
        "fields": papers_of(walk, page, view),
        "back": walk.before(page),
        "number": number,
        "likely": likely,
        "procedure": walk.draft.procedure,
        "later": walk.later(),
        "code": walk.draft.code,
    }
    return show(request, "question.html", context, status=status)
