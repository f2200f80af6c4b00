"""Coming back to a form that was not sent: by its code from another device, and taking back consent to be helped."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from kinhbac.base.text import Text
from kinhbac.kernel.reads import NotFound
from kinhbac.services.procedures.actions.helping import take_back_consent
from kinhbac.services.procedures.pages.citizen.frame import show, viewer_of
from kinhbac.services.procedures.reads.own import draft_coded
from kinhbac.services.procedures.rules.return_codes import NoReturnCode, read_code
from kinhbac.tools.forms.render import Problem
from kinhbac.tools.identity.doors import for_signed_in

LONGEST = 40
WRONG = 422
NO_SUCH_FORM = Text(
    vi="Bạn không có tờ khai nào chưa nộp với mã này; có thể tờ khai đã nộp, đã bỏ hoặc đã hết hạn giữ",
    en="You have no unsent form with this code; it may have been sent or discarded, or was kept long enough",
)


@for_signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: HttpRequest) -> HttpResponse:
    """Ask for the code of a form; go on where it stands. The code of somebody else's form opens nothing."""
    if request.method != "POST":
        return show(request, "resume.html", {}, here="dossiers")
    written = request.POST.get("code", "")[:LONGEST]
    try:
        return redirect("application", draft_coded(read_code(written), viewer_of(request)))
    except NoReturnCode as error:
        fault = Text(vi=error.say("vi"), en=error.say("en"))
    except NotFound:
        fault = NO_SUCH_FORM
    context = {"code": written, "fault": fault, "problems": [Problem(fault, "#code")]}
    return show(request, "resume.html", context, here="dossiers", status=WRONG)


@for_signed_in
@require_POST
def end_help(request: HttpRequest, application: UUID) -> HttpResponse:
    """Take one's consent back: from now on the officer sees the form no more."""
    take_back_consent(application=application, viewer=viewer_of(request))
    return redirect("dossiers")
