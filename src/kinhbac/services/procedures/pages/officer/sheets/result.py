"""The result as a sample sheet: the answers that it states, where and when it was registered, in which book."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kinhbac.base.text import Text
from kinhbac.kernel.directory.types import Office
from kinhbac.services.procedures.pages.officer.material import Material
from kinhbac.services.procedures.pages.officer.printed import (
    RESULT,
    PrintedLine,
    answer_lines,
    every_answer,
    head_of,
)
from kinhbac.services.procedures.pages.officer.sheets import frame
from kinhbac.services.procedures.pages.officer.wording import day_in_words
from kinhbac.services.procedures.reads import phrases
from kinhbac.services.procedures.rules.names import REFUSAL
from kinhbac.services.procedures.types import Dossier
from kinhbac.tools.identity.doors import for_signed_in
from kinhbac.tools.sign_in.doors import needs_level
from kinhbac.tools.sign_in.types import OPEN_RESULT

ISSUED = "dossier.result_issued"


@for_signed_in
@needs_level(OPEN_RESULT, methods=("GET", "HEAD"), officers=False)
@require_GET
def result(request: HttpRequest, code: str) -> HttpResponse:
    """Show the result; a refusal is none of these, it has a letter of its own (form 03)."""
    sheet = frame.opened(request, code)
    issue = frame.found(sheet.material.last(ISSUED))
    material = frame.stood_at(sheet.material, issue)
    if material.state.facts.get("result") == REFUSAL:
        raise Http404
    _, resolving = phrases.offices(material.state, material.procedure, issue.at)
    context = {
        **frame.shared(request, sheet),
        "head": head_of(resolving, issued(material)),
        "lines": result_lines(material, sheet.dossier, resolving),
        "number": material.state.facts["result_number"],
        "name": material.procedure.result.name,
        "signer": material.hand("dossier.approved", sheet.viewer),
    }
    return render(request, "procedures/sheets/result.html", context)


def result_lines(material: Material, dossier: Dossier, resolving: Office) -> list[PrintedLine]:
    """Return the lines of the result."""
    answers = answer_lines(material, RESULT, blanks=True) or every_answer(dossier)
    issued_on = issued(material)
    book = material.procedure.result.book
    lines = [
        PrintedLine(Text("Người yêu cầu", "Requested by"), dossier.applicant),
        PrintedLine(Text("Nơi đăng ký", "Registered at"), resolving.name_on(issued_on).name.vi),
        PrintedLine(
            Text("Ngày đăng ký", "Registered on"), f"{issued_on:%d/%m/%Y} ({day_in_words(issued_on)})"
        ),
    ]
    if book is not None:
        lines.append(PrintedLine(Text("Sổ", "Book"), f"{book.vi}, năm {issued_on.year}"))
    return [*answers, *lines]


def issued(material: Material) -> date:
    """Return the day on which the result was issued."""
    return date.fromisoformat(str(material.state.facts["issued_on"]))
