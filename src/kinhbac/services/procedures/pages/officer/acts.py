"""The acts of officers, sent from the dossier's page: done once, or refused on the same page with what was typed."""

from collections.abc import Callable
from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from kinhbac.kernel.types import Conflict, Recorded, Refused
from kinhbac.services.procedures.actions import dossiers
from kinhbac.services.procedures.pages.officer.forms import Attempt, attempt_of
from kinhbac.services.procedures.pages.officer.material import material_of, viewer_of
from kinhbac.services.procedures.pages.officer.showing import show
from kinhbac.tools.grammar.rules import components_for
from kinhbac.tools.identity.doors import for_officers

UNDO = "undo"
WRONG = 422
NOT_DONE = 409


@for_officers
@require_POST
def do_act(request: HttpRequest, code: str, act: str) -> HttpResponse:
    """Do one of the acts that the procedure knows."""
    material = material_of(code, viewer_of(request))
    if act not in {each.key for step in material.procedure.steps for each in step.acts}:
        raise Http404
    attempt = attempt_of(act, request.POST)
    components = components_for(material.procedure, material.answers)
    fault = attempt.unseen(components)
    if fault is not None:
        return show(request, code, attempt=replace(attempt, fault=fault), status=WRONG)
    values = attempt.values(components)
    return _done(
        request, code, attempt, lambda: dossiers.do(material.case, act, values, _asked(request, attempt))
    )


@for_officers
@require_POST
def undo_act(request: HttpRequest, code: str) -> HttpResponse:
    """Take back one's own last act, before anybody else has acted."""
    material = material_of(code, viewer_of(request))
    attempt = attempt_of(UNDO, request.POST)
    return _done(request, code, attempt, lambda: dossiers.undo(material.case, _asked(request, attempt)))


def _asked(request: HttpRequest, attempt: Attempt) -> dossiers.Asked:
    return dossiers.Asked(viewer=viewer_of(request), seen=attempt.seen, key=attempt.key)


def _done(request: HttpRequest, code: str, attempt: Attempt, act: Callable[[], Recorded]) -> HttpResponse:
    """Do it and go back to the dossier; refused or overtaken, show the dossier as it is now with what was typed."""
    try:
        act()
    except Refused as refused:
        return show(request, code, attempt=replace(attempt, refusal=refused.refusal), status=NOT_DONE)
    except Conflict as conflict:
        return show(
            request, code, attempt=replace(attempt, overtaken=True, changes=conflict.changes), status=NOT_DONE
        )
    return HttpResponseRedirect(f"{reverse('desk_dossier', args=[code])}?done={attempt.act}")
