"""The citizen's own page (Của tôi): what she has here, and who has looked; her results and papers by dossier."""

from contextlib import suppress

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from kinhbac.services.procedures.pages.citizen.frame import now, show, viewer_of
from kinhbac.services.procedures.pages.officer.material import Material
from kinhbac.services.procedures.pages.officer.sheets.links import SheetLink, sheets_of
from kinhbac.services.procedures.reads.own_page import PAGE, OwnPapers, own_page, own_papers
from kinhbac.services.procedures.reads.published import procedure_of
from kinhbac.tools.identity.doors import for_signed_in

MOST = 1_000_000


@for_signed_in
@require_safe
def my(request: HttpRequest) -> HttpResponse:
    """Show the first of everything that is the viewer's, each with the way to all of it."""
    return show(request, "my.html", {"mine": own_page(viewer_of(request), now())}, here="my")


@for_signed_in
@require_safe
def papers(request: HttpRequest) -> HttpResponse:
    """Show the results and papers of the viewer's dossiers, each under the dossier from which it came."""
    begin = 0
    with suppress(ValueError):
        begin = min(max(int(request.GET.get("begin", "0")), 0), MOST)
    found, more = own_papers(viewer_of(request), begin)
    context = {
        "dossiers": [(each, _sheets(each)) for each in found],
        "more": begin + PAGE if more else None,
    }
    return show(request, "papers.html", context, here="my")


def _sheets(each: OwnPapers) -> tuple[SheetLink, ...]:
    story = each.story
    return sheets_of(
        Material(
            state=story.state,
            procedure=procedure_of(story.state.definition),
            entries=story.entries,
            contents=story.contents,
            answers=each.answers,
        )
    )
