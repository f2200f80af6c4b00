"""A change tried on last year's dossiers: begun with a day, watched while it runs, its counts opened to their rows."""

from datetime import datetime, timedelta
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from kinhbac.services.catalogue.actions.previews import begin_preview
from kinhbac.services.catalogue.pages.frame import (
    day_in,
    judged_draft,
    now_here,
    show,
    viewer_of,
    whole_in,
)
from kinhbac.services.catalogue.reads.previews import PAGE, lines_of, preview_of
from kinhbac.services.catalogue.rules.trial import NO_TERM
from kinhbac.services.catalogue.types import EFFECTS, Effect
from kinhbac.tools.identity.doors import for_administrators

AGAIN = "2"
"""Seconds until a page that waits looks again; a header does it, so it needs no script."""


@for_administrators
@require_POST
def begin(request: HttpRequest, draft: UUID) -> HttpResponse:
    """Try a draft from a day on, by default tomorrow."""
    found, judged = judged_draft(request, draft)
    if judged.procedure is None:
        return redirect("catalogue_draft", draft)
    now = now_here()
    on = day_in(request.POST, "on") or now.date() + timedelta(days=1)
    key = begin_preview(draft=found, procedure=judged.procedure, on=on, viewer=viewer_of(request), now=now)
    return redirect("catalogue_preview", key)


@for_administrators
@require_GET
def preview(request: HttpRequest, preview: UUID) -> HttpResponse:
    """Show how far a preview is, or how many dossiers would differ in what."""
    found = preview_of(preview, viewer_of(request))
    counts = [(effect, EFFECTS[effect], found.counts[effect]) for effect in Effect]
    response = show(request, "preview.html", {"preview": found, "counts": counts})
    if not found.finished:
        response["Refresh"] = AGAIN
    return response


@for_administrators
@require_GET
def lines(request: HttpRequest, preview: UUID) -> HttpResponse:
    """Show the dossiers of a count: code, and what they have and would have; nothing that anybody answered."""
    viewer = viewer_of(request)
    found = preview_of(preview, viewer)
    named = request.GET.get("effect", "")
    if named and named not in EFFECTS:
        raise Http404
    effect = Effect(named) if named else None
    page = lines_of(preview, effect, whole_in(request.GET, "after"), viewer)
    context = {
        "preview": found,
        "effect": named,
        "what": EFFECTS[effect] if effect else None,
        "count": found.counts[effect] if effect else found.any,
        "rows": [(each, _due(each.before), _due(each.after)) for each in page[:PAGE]],
        "after": page[PAGE - 1].place if len(page) > PAGE else None,
        "begun": "after" in request.GET,
    }
    return show(request, "preview_lines.html", context)


def _due(said: object) -> datetime | None:
    due = said.get("due", NO_TERM) if isinstance(said, dict) else NO_TERM
    return None if due == NO_TERM else datetime.fromisoformat(due)
