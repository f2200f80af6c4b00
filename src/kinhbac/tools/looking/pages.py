"""Pages of looking: the one field where a reason is given, and what officers opened outside their work."""

from uuid import UUID

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kinhbac.kernel import definitions
from kinhbac.kernel.reads import case_coded
from kinhbac.kernel.types import Refused, Viewer
from kinhbac.tools.desk.pages.asking import key_of, now_here, viewer_of
from kinhbac.tools.desk.pages.frame import panes
from kinhbac.tools.identity.doors import for_officers
from kinhbac.tools.looking import actions
from kinhbac.tools.looking.reads import LookSeen, looks_to_supervise, own_looks, supervised
from kinhbac.tools.looking.types import LONGEST_REASON
from kinhbac.tools.sign_in.pages import own_address

WRONG = 422


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def look(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for a reason to open a case outside one's work; with one, go on to it."""
    viewer = viewer_of(request)
    case_coded(code, viewer)  # what is not hers to see is not there
    onward = own_address(request.POST.get("next") or request.GET.get("next", "")) or reverse("desk")
    refusal, written = None, request.POST.get("reason", "")
    if request.method == "POST":
        try:
            actions.give_reason_for_case(code=code, reason=written, viewer=viewer, now=now_here())
        except Refused as refused:
            refusal = refused.refusal
        else:
            return HttpResponseRedirect(onward, status=303)
    context = {
        "code": code,
        "next": onward,
        "refusal": refusal,
        "written": written,
        "longest": LONGEST_REASON,
    }
    return render(request, "looking/look.html", panes(request) | context, status=WRONG if refusal else 200)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def looks(request: HttpRequest) -> HttpResponse:
    """List what officers of hers opened outside their work, to see or to ask back; and what the viewer opened herself."""
    viewer, refusal = viewer_of(request), None
    if request.method == "POST":
        try:
            _do(request, viewer)
            return redirect("desk_looks")
        except Refused as refused:
            refusal = refused.refusal
    context = {
        "supervises": supervised(viewer) is not None,
        "looks": [_shown(each) for each in looks_to_supervise(viewer)],
        "own": [_shown(each) for each in own_looks(viewer)],
        "refusal": refusal,
        "longest": LONGEST_REASON,
    }
    return render(request, "looking/looks.html", panes(request) | context, status=WRONG if refusal else 200)


def _do(request: HttpRequest, viewer: Viewer) -> None:
    key: UUID | None = key_of(request.POST.get("look", ""))
    wish, words, now = request.POST.get("do", ""), request.POST.get("words", ""), now_here()
    if key is None:
        raise SuspiciousOperation("a look that is none")
    if wish == "seen":
        actions.mark_seen(look=key, viewer=viewer, now=now)
    elif wish == "ask":
        actions.ask_back(look=key, question=words, viewer=viewer, now=now)
    elif wish == "answer":
        actions.answer_back(look=key, answer=words, viewer=viewer, now=now)
    else:
        raise SuspiciousOperation("an act that is none")


def _shown(seen: LookSeen) -> tuple[LookSeen, object]:
    return seen, definitions.current_directory().office(seen.office).short_name
