"""Looking up a dossier without an account: its code and four digits, one answer for wrong and unknown."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kinhbac.services.procedures.actions.lookup import look_up
from kinhbac.services.procedures.pages.citizen.frame import show, viewer_of
from kinhbac.services.procedures.pages.citizen.telling import path_lines, phase_lines
from kinhbac.services.procedures.reads.own import own_of_code
from kinhbac.services.procedures.reads.phrases import TOLD_PHASES
from kinhbac.tools.identity.doors import open_to_all
from kinhbac.tools.limits.doors import address_of, held_back
from kinhbac.tools.limits.types import TooMany

LONGEST_CODE = 60
NOT_FOUND = 404


@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
def lookup(request: HttpRequest) -> HttpResponse:
    """Ask for code and digits; show where the dossier stands. One's own dossier opens by its code alone."""
    code = (request.POST.get("code") or request.GET.get("code", "")).strip().upper()[:LONGEST_CODE]
    if request.method == "POST":
        return _look(request, code, request.POST.get("digits", ""))
    if code and (own := own_of_code(code, viewer_of(request))):
        return HttpResponseRedirect(reverse("dossier", args=[own]))  # which leads on to a bundle
    return show(request, "lookup.html", {"code": code}, here="lookup")


def _look(request: HttpRequest, code: str, digits: str) -> HttpResponse:
    try:
        glance = look_up(code=code, digits=digits, asker=address_of(request))
    except TooMany as fault:
        shown = show(request, "lookup.html", {"code": code, "too_many": fault.refusal}, here="lookup")
        return held_back(shown, fault.left)
    if glance is None:
        return show(request, "lookup.html", {"code": code, "unknown": True}, here="lookup", status=NOT_FOUND)
    running = {each.key: each.due.at for each in glance.phases if each.running}
    context = {
        "glance": glance,
        "due_at": next((running[key] for key in TOLD_PHASES if key in running), None),
        "steps": path_lines(glance.path),
        "phases": phase_lines(glance.phases, glance.tag),
    }
    return show(request, "glance.html", context, here="lookup")
