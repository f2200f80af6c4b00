"""Papers as their owner looks at them again: of a form on its way, and of a dossier."""

from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from kinhbac.services.procedures.pages.citizen.frame import now, viewer_of
from kinhbac.services.procedures.reads import own
from kinhbac.tools.files.configured import store
from kinhbac.tools.files.pages import send
from kinhbac.tools.identity.doors import for_signed_in


@for_signed_in
@require_safe
def application_file(request: HttpRequest, application: UUID, file: UUID) -> HttpResponseBase:
    """Show a paper of the viewer's own form."""
    return send(own.draft_file(application, file, viewer_of(request)), store(), download=False)


@for_signed_in
@require_safe
def dossier_file(request: HttpRequest, code: str, file: UUID) -> HttpResponseBase:
    """Show a paper of a dossier that the viewer may see."""
    return send(own.dossier_file(code, file, viewer_of(request), now()), store(), download=False)
