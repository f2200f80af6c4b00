"""The acts of officers, sent from the dossier's page: done once, or refused on the same page with what was typed."""

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kinhbac.kernel.types import Conflict, Recorded, Refused
from kinhbac.services.procedures.actions import dossiers, turns
from kinhbac.services.procedures.pages.officer.forms import Attempt, attempt_of
from kinhbac.services.procedures.pages.officer.material import Material, material_of, viewer_of
from kinhbac.services.procedures.pages.officer.showing import show
from kinhbac.services.procedures.pages.officer.taking_in import answers_of, with_papers
from kinhbac.services.procedures.rules.asking.table import ACTS, ON_BEHALF
from kinhbac.services.procedures.types import Incomplete
from kinhbac.tools.desk.pages.asking import asked_of, query_of
from kinhbac.tools.files.types import UploadRefused
from kinhbac.tools.identity.doors import for_officers
from kinhbac.tools.limits.doors import held_back
from kinhbac.tools.sign_in.doors import hold

UNDO = "undo"
SUPPLEMENT = "supplement"
WRONG = 422
NOT_DONE = 409


@for_officers
@require_http_methods(["GET", "POST"])
def do_act(request: HttpRequest, code: str, act: str) -> HttpResponse:
    """Do one of the acts that dossiers know; whoever comes back to its address finds the dossier."""
    if request.method != "POST":
        return redirect("desk_dossier", code)
    material = material_of(code, viewer_of(request))
    if act not in ACTS:
        raise Http404
    held = hold(request, act)
    if held is not None:
        return held
    attempt = attempt_of(act, request.POST)
    if act in ON_BEHALF:
        return _for_applicant(request, code, attempt, material)
    components = material.components
    fault = attempt.unseen(components)
    if fault is not None:
        return show(request, code, attempt=replace(attempt, fault=fault), status=WRONG)
    values = attempt.values(components)
    return _done(
        request, code, attempt, lambda: dossiers.do(material.case, act, values, _asked(request, attempt))
    )


@for_officers
@require_http_methods(["GET", "POST"])
def undo_act(request: HttpRequest, code: str) -> HttpResponse:
    """Take back one's own last act, before anybody else has acted."""
    if request.method != "POST":
        return redirect("desk_dossier", code)
    material = material_of(code, viewer_of(request))
    attempt = attempt_of(UNDO, request.POST)
    return _done(request, code, attempt, lambda: dossiers.undo(material.case, _asked(request, attempt)))


def _for_applicant(request: HttpRequest, code: str, attempt: Attempt, material: Material) -> HttpResponse:
    """Do a turn that is the applicant's own, at the counter on her behalf."""
    asked = _asked(request, attempt)
    if attempt.act != SUPPLEMENT:
        turn = turns.stop if attempt.act == "stop" else turns.withdraw
        reason = attempt.word("reason")
        return _done(request, code, attempt, lambda: turn(material.case, asked=asked, reason=reason))
    try:
        attempt = with_papers(attempt, material, request.FILES, asked)
    except UploadRefused as refused:
        shown = show(request, code, attempt=replace(attempt, fault=refused.text), status=WRONG)
        return held_back(shown, refused.left)
    except Refused as refused:
        return show(request, code, attempt=replace(attempt, refusal=refused.refusal), status=NOT_DONE)
    answers = answers_of(attempt, material)
    return _done(
        request, code, attempt, lambda: turns.supplement(material.case, answers=answers, asked=asked)
    )


def _asked(request: HttpRequest, attempt: Attempt) -> dossiers.Asked:
    return dossiers.Asked(viewer=viewer_of(request), seen=attempt.seen, key=attempt.key)


def _done(request: HttpRequest, code: str, attempt: Attempt, act: Callable[[], Recorded]) -> HttpResponse:
    """Do it and go back to the dossier; refused or overtaken, show the dossier as it is now with what was typed."""
    try:
        act()
    except Refused as refused:
        return show(request, code, attempt=replace(attempt, refusal=refused.refusal), status=NOT_DONE)
    except Incomplete as incomplete:
        fault = incomplete.faults[0].message
        return show(request, code, attempt=replace(attempt, fault=fault), status=WRONG)
    except Conflict as conflict:
        return show(
            request, code, attempt=replace(attempt, overtaken=True, changes=conflict.changes), status=NOT_DONE
        )
    kept = query_of(asked_of(request.GET), at=request.GET.get("at", "")[:40])
    said = urlencode({"done": attempt.act})
    return HttpResponseRedirect(f"{reverse('desk_dossier', args=[code])}{kept}{'&' if kept else '?'}{said}")
