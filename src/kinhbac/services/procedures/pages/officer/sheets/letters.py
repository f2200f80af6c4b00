"""The letters about a dossier, 02 to 05: each is there once what it tells of has happened, under the place of its entry.

For the applicant and the officers who may see the dossier; the draft of an apology for whoever may send it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from kinhbac.kernel.types import Entry, Refusal
from kinhbac.services.procedures.pages.officer import printed
from kinhbac.services.procedures.pages.officer.material import Material, now_here
from kinhbac.services.procedures.pages.officer.sheets import frame
from kinhbac.services.procedures.pages.officer.sheets.apology import apology, draft_of
from kinhbac.services.procedures.pages.officer.sheets.letter import Ground, Letter
from kinhbac.services.procedures.pages.officer.sheets.refusal import refusal
from kinhbac.services.procedures.pages.officer.sheets.stop import stop
from kinhbac.services.procedures.pages.officer.sheets.supplement import supplement
from kinhbac.services.procedures.rules.answers import standing
from kinhbac.services.procedures.rules.dossier import stand
from kinhbac.services.procedures.rules.state import is_finished, lawful_due
from kinhbac.services.procedures.rules.turns.table import TURNS
from kinhbac.tools.identity.doors import for_officers, for_signed_in

LETTERS: Mapping[str, tuple[str, Callable[[Ground], Letter]]] = {
    "dossier.supplement_requested": (printed.SUPPLEMENT, supplement),
    "dossier.refused": (printed.REFUSAL, refusal),
    "dossier.refusal_approved": (printed.REFUSAL, refusal),
    "dossier.apologised": (printed.APOLOGY, apology),
    "dossier.stopped_by_person": (printed.STOP, stop),
}
"""Which letter tells of an entry: its key among the prints of a procedure, and how it is written."""

APOLOGY = TURNS["apologise"]
APOLOGISED = APOLOGY.entry
LONGEST_REASON = 2000


@for_signed_in
@require_GET
def letter(request: HttpRequest, code: str, seq: int) -> HttpResponse:
    """Show the letter that tells of an entry; an act that was taken back has none."""
    sheet = frame.opened(request, code)
    told = (each for each in standing(sheet.material.entries) if each.seq == seq and each.name in LETTERS)
    entry = frame.found(next(told, None))
    _, write = LETTERS[entry.name]
    return _shown(request, sheet, write(_ground(sheet, frame.stood_at(sheet.material, entry), entry)))


@for_officers
@require_http_methods(["GET", "POST"])
def apology_draft(request: HttpRequest, code: str) -> HttpResponse:
    """Show the apology as it would be sent, with what its form holds so far; once sent, the letter. It keeps nothing."""
    sheet = frame.opened(request, code)
    sent = sheet.material.last(APOLOGISED)
    if sent is not None:
        return HttpResponseRedirect(reverse("letter", args=[code, sent.seq]))
    entry = frame.found(_unsent(sheet))
    said = {
        "reason": request.POST.get("reason", "").strip()[:LONGEST_REASON],
        "new_due": request.POST.get("new_due", ""),
    }
    material = replace(sheet.material, contents={**sheet.material.contents, entry.seq: said})
    return _shown(request, sheet, draft_of(_ground(sheet, material, entry)), frame.LETTER_PAPERS[:1])


def _unsent(sheet: frame.Opened) -> Entry | None:
    """Return the entry that an apology would write now, in the post that may; None where nobody here may."""
    state, procedure = sheet.material.state, sheet.material.procedure
    if lawful_due(state) is None or is_finished(state):
        return None
    hands = (sheet.viewer.acting_in(post) for post in sheet.viewer.positions)
    allowed = (each for each in hands if not isinstance(stand(APOLOGY, state, procedure, each), Refusal))
    actor, last = next(allowed, None), sheet.material.entries[-1]
    if actor is None:
        return None
    return replace(last, seq=last.seq + 1, at=now_here(), name=APOLOGISED, actor=actor, effects=())


def _ground(sheet: frame.Opened, material: Material, entry: Entry) -> Ground:
    return Ground(
        material=material,
        dossier=sheet.dossier,
        entry=entry,
        viewer=sheet.viewer,
        office=frame.office_of(material, entry),
        receiving=frame.receiving_of(material, entry),
    )


def _shown(
    request: HttpRequest, sheet: frame.Opened, written: Letter, papers: Sequence[str] = frame.LETTER_PAPERS
) -> HttpResponse:
    context = {**frame.shared(request, sheet, papers), "letter": written}
    return render(request, "procedures/sheets/letter.html", context)
