"""Correcting answers (đính chính): choose a group, change it, say why; the old value stays in the journal."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kinhbac.kernel.types import Conflict, Refused
from kinhbac.services.procedures.actions import dossiers
from kinhbac.services.procedures.pages.officer import correction
from kinhbac.services.procedures.pages.officer.forms import Attempt, attempt_of
from kinhbac.services.procedures.pages.officer.material import Material, material_of, now_here, viewer_of
from kinhbac.services.procedures.pages.officer.showing import changed
from kinhbac.services.procedures.reads.dossiers import dossier_coded
from kinhbac.services.procedures.rules import refusals
from kinhbac.services.procedures.types import Incomplete
from kinhbac.tools.identity.doors import for_officers

CORRECT = "correct"
WRONG = 422
NOT_DONE = 409


@for_officers
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, code: str) -> HttpResponse:
    """Show the groups of answers, or one of them to be changed; changed, record it."""
    material = material_of(code, viewer_of(request))
    if request.method == "POST":
        return _send(request, material)
    pages = correction.chosen(material, request.GET.getlist("group"))
    if request.GET.get("group") and not pages:
        raise Http404
    return _page(request, material, correction.Written(pages))


def _send(request: HttpRequest, material: Material) -> HttpResponse:
    attempt = attempt_of(CORRECT, request.POST)
    pages = correction.chosen(material, request.POST.getlist("group"))
    written = correction.read_written(material, pages, request.POST)
    if written.faults or not pages:
        return _page(request, material, written, attempt, status=WRONG)
    changes = correction.changes_of(material, written)
    asked = dossiers.Asked(viewer=viewer_of(request), seen=attempt.seen, key=attempt.key)
    try:
        dossiers.correct(material.case, changes, attempt.note, asked)
    except Incomplete as incomplete:
        written = correction.with_faults(material, written, incomplete.faults)
        return _page(request, material, written, attempt, status=WRONG)
    except Refused as refused:
        attempt = replace(attempt, refusal=refused.refusal)
        return _page(request, material, written, attempt, status=NOT_DONE)
    except Conflict as conflict:
        attempt = replace(attempt, overtaken=True, changes=conflict.changes)
        return _page(request, material, written, attempt, status=NOT_DONE)
    return HttpResponseRedirect(f"{reverse('desk_dossier', args=[material.state.code])}?done={CORRECT}")


def _page(
    request: HttpRequest,
    material: Material,
    written: correction.Written,
    attempt: Attempt | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show the correction to whoever holds the dossier, and record that the file was opened."""
    viewer = viewer_of(request)
    dossier = dossier_coded(str(material.state.code), viewer, now_here(), purpose=material.purpose(viewer))
    if not dossier.may_correct and attempt is None:
        raise Refused(refusals.NOT_YOURS)
    views = correction.views_of(material, written)
    context: dict[str, Any] = {
        "dossier": dossier,
        "pages": views,
        "problems": correction.problems_of(views, written),
        "groups": [
            (page.key, material.procedure.form.title_of(page)) for page in correction.correctable(material)
        ],
        "attempt": attempt,
        "changed": changed(attempt, dossier),
        "key": uuid4(),
        "reason_missing": _reason_missing(attempt),
    }
    return render(request, "procedures/officer/correct.html", context, status=status)


def _reason_missing(attempt: Attempt | None) -> bool:
    return attempt is not None and attempt.refusal is refusals.REASON_MISSING
