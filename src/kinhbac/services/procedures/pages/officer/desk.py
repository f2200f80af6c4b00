"""A dossier on the desk, and its papers shown in place."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_GET

from kinhbac.services.procedures.pages.officer.material import viewer_of
from kinhbac.services.procedures.pages.officer.showing import show
from kinhbac.services.procedures.reads.dossiers import files_of
from kinhbac.tools.files.configured import store
from kinhbac.tools.files.pages import send
from kinhbac.tools.files.reads import file_for_case
from kinhbac.tools.identity.doors import for_officers


@for_officers
@require_GET
def dossier(request: HttpRequest, code: str) -> HttpResponse:
    """Show a dossier with the acts of the moment."""
    return show(request, code)


@for_officers
@require_GET
def file(request: HttpRequest, code: str, file: UUID) -> HttpResponseBase:
    """Show a paper of a dossier."""
    kept = file_for_case(file, files_of(code, viewer_of(request)))
    if kept is None:
        raise Http404
    return send(kept, store(), download=False)
