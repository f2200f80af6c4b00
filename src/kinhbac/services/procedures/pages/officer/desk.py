"""A dossier on the desk, and its papers shown in place; a bundle with its parts."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from kinhbac.kernel.reads import NotFound
from kinhbac.services.procedures.pages.officer.material import now_here, viewer_of
from kinhbac.services.procedures.pages.officer.showing import show
from kinhbac.services.procedures.reads.bundles import bundle_at_work, is_bundle
from kinhbac.services.procedures.reads.dossiers import paper_of
from kinhbac.tools.desk.pages.frame import panes
from kinhbac.tools.files.configured import store
from kinhbac.tools.files.pages import send
from kinhbac.tools.identity.doors import for_officers


@for_officers
@require_GET
def dossier(request: HttpRequest, code: str) -> HttpResponse:
    """Show a dossier with the acts of the moment; the code of a bundle leads to its parts."""
    try:
        return show(request, code)
    except NotFound:
        if is_bundle(code, viewer_of(request)):
            return redirect("desk_bundle", code)
        raise


@for_officers
@require_GET
def bundle(request: HttpRequest, code: str) -> HttpResponse:
    """Show the parts of a bundle to the desk where it was filed: where each stands, with a way to it."""
    whole = bundle_at_work(code, viewer_of(request), now_here())
    return render(request, "procedures/officer/bundle.html", {**panes(request, code), "whole": whole})


@for_officers
@require_GET
def file(request: HttpRequest, code: str, file: UUID) -> HttpResponseBase:
    """Show a paper of a dossier, and record that it was opened."""
    kept = paper_of(code, file, viewer_of(request), now_here())
    if kept is None:
        raise Http404
    return send(kept, store(), download=False)
