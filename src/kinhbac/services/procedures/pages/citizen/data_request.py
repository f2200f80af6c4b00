"""Beginning a request about one's own data: the form of its procedure, with the dossier that she came from filled in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kinhbac.kernel.definitions import NotPublished
from kinhbac.kernel.reads import NotFound, case_coded
from kinhbac.services.procedures.actions.applications import begin_application, keep_answers
from kinhbac.services.procedures.pages.citizen.frame import now, viewer_of
from kinhbac.services.procedures.reads.own_page import DATA_REQUEST, DOSSIER_ASKED
from kinhbac.tools.identity.doors import for_signed_in


@for_signed_in
@require_POST
def data_request(request: HttpRequest) -> HttpResponse:
    """Begin the request, or take up again the one that was begun; about a dossier where one is named that is hers."""
    viewer = viewer_of(request)
    code = request.POST.get("dossier", "").replace("\x00", "").strip()
    if code:
        case_coded(code, viewer)  # what is not hers to see is not there
    try:
        application = begin_application(procedure=DATA_REQUEST, viewer=viewer, now=now())
    except NotPublished:
        raise NotFound(DATA_REQUEST) from None
    if code:
        keep_answers(application=application, viewer=viewer, values={DOSSIER_ASKED: code}, now=now())
    return redirect("application", application)
