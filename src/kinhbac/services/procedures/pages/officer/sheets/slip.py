"""The slip of reception and appointment (form 01), on A4, A5, or the 80 mm roll of a receipt printer."""

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kinhbac.base.clock import HCM
from kinhbac.base.money import Dong
from kinhbac.base.text import Text
from kinhbac.base.worktime.due import Due
from kinhbac.kernel import definitions
from kinhbac.kernel.clocks import sum_of
from kinhbac.kernel.directory.types import Office
from kinhbac.kernel.types import Clock, Entry
from kinhbac.services.procedures.pages.officer.material import Material
from kinhbac.services.procedures.pages.officer.printed import (
    SLIP,
    UNVERIFIED,
    PrintedLine,
    answer_lines,
    head_of,
    print_of,
    subject_of,
)
from kinhbac.services.procedures.pages.officer.sheets import frame
from kinhbac.services.procedures.pages.officer.sheets.roll import roll_length_mm
from kinhbac.services.procedures.pages.officer.wording import moment_in_words
from kinhbac.services.procedures.rules.state import case_in
from kinhbac.services.procedures.types import Dossier
from kinhbac.tools.grammar.rules import resolution_term
from kinhbac.tools.grammar.types import RESOLUTION
from kinhbac.tools.identity.doors import for_signed_in

RECEIVED = "dossier.received"
NAME = Text("Tiếp nhận hồ sơ của", "Received from")
SUBJECT = Text("Nội dung yêu cầu", "What is asked for")
RECEIVED_AT = Text("Thời điểm tiếp nhận", "Received at")
DUE = Text("Hẹn trả kết quả", "Result due")
FEE = Text("Phí, lệ phí", "Fee")
FOLLOW = "Theo dõi bằng mã hồ sơ. Mang theo giấy này khi nhận kết quả. Tra cứu tại: "
PLACE = Text("Nơi trả kết quả", "Where to collect")


@for_signed_in
@require_GET
def slip(request: HttpRequest, code: str) -> HttpResponse:
    """Show the slip."""
    sheet = frame.opened(request, code)
    reception = frame.found(sheet.material.last(RECEIVED))
    material = frame.stood_at(sheet.material, reception)
    receiving = frame.receiving_of(material, reception)
    shared = frame.shared(request, sheet, frame.SLIP_PAPERS)
    on_roll = shared["paper"] == frame.ROLL
    head = head_of(receiving, reception.at.astimezone(HCM).date())
    name = print_of(material.procedure, SLIP)
    lines = (roll_lines if on_roll else slip_lines)(material, sheet.dossier, receiving, reception)
    context = {
        **shared,
        "head": head,
        "lines": lines,
        "length_mm": roll_length_mm(head.agency, name.name.vi, lines, FOLLOW + str(shared["address"])),
        "components": material.components,
        "receiver": frame.hand_of(reception, sheet.viewer),
        "name": name,
        "follow": FOLLOW,
        "qr": segno.make(code, error="m", micro=False).svg_data_uri(border=2, omitsize=True),
    }
    return render(request, f"procedures/sheets/{'roll' if on_roll else 'slip'}.html", context)


def slip_lines(
    material: Material, dossier: Dossier, receiving: Office, reception: Entry
) -> list[PrintedLine]:
    """Return the lines of the slip: whose, what, by when, where, at what cost, under which rule."""
    clock = material.state.clocks[RESOLUTION]
    due = sum_of(clock, definitions.current_calendar())
    lines = [
        PrintedLine(NAME, dossier.applicant),
        PrintedLine(SUBJECT, subject_of(material)),
        *answer_lines(material, SLIP, blanks=False),
        PrintedLine(RECEIVED_AT, moment_in_words(reception.at)),
        PrintedLine(
            Text("Thời hạn giải quyết", "Term"), f"{_term(due, reception)} ({_ground(material, reception)})"
        ),
        PrintedLine(DUE, _promised(clock, due)),
        PrintedLine(FEE, _fee(dossier)),
        PrintedLine(PLACE, _place(receiving)),
    ]
    return [each for each in lines if each.words]


def roll_lines(
    material: Material, dossier: Dossier, receiving: Office, reception: Entry
) -> list[PrintedLine]:
    """Return the few lines that a narrow roll bears: whose, what, when received, until when, at what cost, where."""
    clock = material.state.clocks[RESOLUTION]
    due = sum_of(clock, definitions.current_calendar())
    amount = dossier.fee.amount_vnd
    lines = [
        PrintedLine(NAME, dossier.applicant),
        PrintedLine(SUBJECT, subject_of(material)),
        PrintedLine(RECEIVED_AT, moment_in_words(reception.at)),
        PrintedLine(DUE, _promised(clock, due)),
        PrintedLine(FEE, dossier.fee.ground.vi if amount is None else str(Dong(amount))),
        PrintedLine(PLACE, _place(receiving)),
    ]
    return [each for each in lines if each.words]


def _promised(clock: Clock, due: Due) -> str:
    return moment_in_words(clock.due_at) if clock.due_at else due.term.say().vi


def _place(receiving: Office) -> str:
    return ", ".join(filter(None, [receiving.address or receiving.name.vi, receiving.phone]))


def _term(due: Due, reception: Entry) -> str:
    """Return the term; one of no days at all is said as the law says it, and a later beginning is named."""
    none_left = bool(due.term.parts) and not any(part.count for part in due.term.parts)
    said = "trong ngày" if none_left else due.term.say().vi
    later = due.counted_from != reception.at
    return f"{said}, tính từ {moment_in_words(due.counted_from)}" if later else said


def _ground(material: Material, reception: Entry) -> str:
    rule = resolution_term(material.procedure, reception.at, case_in(material.state, material.procedure))
    law = material.procedure.law_of(rule.law)
    said = " ".join(each.vi for each in (law.article, law.act) if each is not None)
    return f"{said}{'' if law.verified else f'; {UNVERIFIED.vi}'}"


def _fee(dossier: Dossier) -> str:
    fee = dossier.fee
    amount = "" if fee.amount_vnd is None else f"{Dong(fee.amount_vnd)}. "
    return f"{amount}{fee.ground.vi}{'' if fee.verified else f' ({UNVERIFIED.vi})'}"
