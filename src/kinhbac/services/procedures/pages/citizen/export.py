"""Everything that is a person's own in one download: asked for with level 2, recorded, written a dossier at a time."""

from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_http_methods

from kinhbac.services.procedures.pages.citizen.exported import whole_of
from kinhbac.services.procedures.pages.citizen.frame import now, show, viewer_of
from kinhbac.tools.identity.actions import record_opening
from kinhbac.tools.identity.doors import for_signed_in
from kinhbac.tools.limits.doors import counted
from kinhbac.tools.limits.types import DOWNLOAD
from kinhbac.tools.sign_in.doors import needs_level
from kinhbac.tools.sign_in.types import EXPORT_OWN

PURPOSE = "export"
NAME = "kinh-bac-du-lieu-cua-toi.zip"


@for_signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@needs_level(EXPORT_OWN)
@counted(DOWNLOAD, methods=("POST",))
def export(request: HttpRequest) -> HttpResponseBase:
    """Say what is in the download; asked for, record that it was and send it."""
    viewer = viewer_of(request)
    if request.method != "POST" or viewer.person is None:
        return show(request, "export.html", {}, here="my")
    at = now()
    record_opening(person=viewer.person, viewer=viewer, purpose=PURPOSE, now=at)
    answer = FileResponse(
        whole_of(viewer, at), as_attachment=True, filename=NAME, content_type="application/zip"
    )
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
