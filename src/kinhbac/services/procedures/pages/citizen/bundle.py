"""A bundle for whoever filed it: one status for the whole, each part with its holder and moment, and ending it whole."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kinhbac.base.text import Text
from kinhbac.kernel.types import Refusal, Refused
from kinhbac.services.procedures.actions.bundles import end_whole
from kinhbac.services.procedures.pages.citizen.dossiers import DONE
from kinhbac.services.procedures.pages.citizen.frame import now, show, viewer_of
from kinhbac.services.procedures.pages.citizen.side import NOT_DONE, Sending, sent
from kinhbac.services.procedures.reads.bundles import own_bundle
from kinhbac.services.procedures.rules.own_turns import OwnTurn
from kinhbac.services.procedures.rules.refusals import NOTHING_TO_WITHDRAW
from kinhbac.tools.identity.doors import for_signed_in
from kinhbac.tools.sign_in.doors import needs_level
from kinhbac.tools.sign_in.types import SUBMIT_DOSSIER

FILED = "filed"
_DONE = {
    **DONE,
    FILED: Text(vi="Đã nộp hồ sơ liên thông", en="The bundle was filed"),
    OwnTurn.STOP: Text(vi="Đã dừng các việc còn dừng được", en="What could be stopped was stopped"),
    OwnTurn.WITHDRAW: Text(vi="Đã rút các việc còn rút được", en="What could be withdrawn was withdrawn"),
}


@for_signed_in
@require_safe
def bundle(request: HttpRequest, code: str) -> HttpResponse:
    """Say how far the whole is, and of each part who holds it, until when and why; what is asked is answered from here."""
    context = {
        "whole": own_bundle(code, viewer_of(request), now()),
        "done": _DONE.get(request.GET.get("done", "")),
        "just_filed": request.GET.get("done") == FILED,
    }
    return show(request, "bundle.html", context, here="dossiers")


@for_signed_in
@needs_level(SUBMIT_DOSSIER, methods=("GET", "HEAD", "POST"))  # before a reason is typed
@require_http_methods(["GET", "HEAD", "POST"])
def end_bundle(request: HttpRequest, code: str, turn: OwnTurn) -> HttpResponse:
    """Stop or withdraw the whole: say what it means, ask why, and do it once it is confirmed."""
    viewer = viewer_of(request)
    if request.method != "POST":
        open_now = turn in own_bundle(code, viewer, now()).turns
        return _end(request, code, turn, Sending(), None if open_now else NOTHING_TO_WITHDRAW)
    sending = sent(request)
    try:
        end_whole(code, turn, viewer=viewer, reason=sending.reason, key=sending.key)
    except Refused as refused:
        return _end(request, code, turn, sending, refused.refusal)
    return HttpResponseRedirect(f"{reverse('bundle', args=[code])}?done={turn}")


def _end(
    request: HttpRequest, code: str, turn: OwnTurn, sending: Sending, refusal: Refusal | None
) -> HttpResponse:
    context = {
        "whole": own_bundle(code, viewer_of(request), now()),
        "stops": turn is OwnTurn.STOP,
        "sending": sending,
        "refusal": refusal,
    }
    return show(request, "bundle_end.html", context, here="dossiers", status=NOT_DONE if refusal else 200)
