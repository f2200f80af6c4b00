"""What is printed of a dossier, for its applicant and the officers who may see it: the slip, and the result.

A sheet is there only once what it says has happened; before that the page is not found.
"""

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from kinhbac.services.procedures.pages.officer import printed
from kinhbac.services.procedures.pages.officer.material import Material, material_of, now_here, viewer_of
from kinhbac.services.procedures.reads import phrases
from kinhbac.services.procedures.reads.dossiers import OWN, dossier_coded
from kinhbac.services.procedures.types import Dossier
from kinhbac.tools.identity.doors import for_signed_in

PAPERS = ("a5", "a4")


@for_signed_in
@require_GET
def slip(request: HttpRequest, code: str) -> HttpResponse:
    """Show the slip of reception and appointment (form 01), on A5 or A4."""
    material, dossier = _opened(request, code)
    reception = material.last("dossier.received")
    if reception is None or dossier.received_at is None:
        raise Http404
    material = material.as_of(reception)
    receiving, _ = phrases.offices(material.state, material.procedure, dossier.received_at)
    context = {
        **_shared(request, material, dossier),
        "head": printed.head_of(receiving, printed.received_on(dossier)),
        "lines": printed.slip_lines(material, dossier, receiving),
        "components": printed.components_of(material),
        "receiver": material.hand("dossier.received", viewer_of(request)),
        "name": next((each for each in material.procedure.prints if each.key == printed.SLIP), None),
        "qr": segno.make(code, error="m", micro=False).svg_data_uri(border=2, omitsize=True),
        "papers": PAPERS,
        "paper": request.GET.get("paper") if request.GET.get("paper") in PAPERS else PAPERS[0],
    }
    return render(request, "procedures/sheets/slip.html", context)


@for_signed_in
@require_GET
def result(request: HttpRequest, code: str) -> HttpResponse:
    """Show the result as a sample sheet."""
    material, dossier = _opened(request, code)
    issue = material.last("dossier.result_issued")
    if issue is None:
        raise Http404
    material = material.as_of(issue)
    _, resolving = phrases.offices(material.state, material.procedure, issue.at)
    context = {
        **_shared(request, material, dossier),
        "head": printed.head_of(resolving, printed.issued(material)),
        "lines": printed.result_lines(material, dossier, resolving),
        "number": material.state.facts["result_number"],
        "name": material.procedure.result.name,
        "signer": material.hand("dossier.approved", viewer_of(request)),
    }
    return render(request, "procedures/sheets/result.html", context)


def _opened(request: HttpRequest, code: str) -> tuple[Material, Dossier]:
    """Return the dossier, and record that it was opened."""
    viewer = viewer_of(request)
    material = material_of(code, viewer)
    return material, dossier_coded(code, viewer, now_here(), purpose=material.purpose(viewer))


def _shared(request: HttpRequest, material: Material, dossier: Dossier) -> dict[str, object]:
    own = material.purpose(viewer_of(request)) == OWN
    return {
        "dossier": dossier,
        "back": reverse("dossier" if own else "desk_dossier", args=[dossier.summary.code]),
        "address": request.build_absolute_uri(reverse("lookup")),
    }
