"""The process control of a dossier (form 06, kiểm soát quá trình): a row for each hand-over. For its officers only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text
from kinhbac.base.worktime.terms import parse_term
from kinhbac.kernel.types import Actor, Holder
from kinhbac.services.procedures.pages.officer.material import now_here
from kinhbac.services.procedures.pages.officer.printed import (
    CONTROL,
    PrintedLine,
    head_of,
    print_of,
    subject_of,
)
from kinhbac.services.procedures.pages.officer.sheets import frame
from kinhbac.services.procedures.pages.officer.wording import moment_in_words
from kinhbac.services.procedures.reads import phrases
from kinhbac.services.procedures.rules.hand_overs import HandOver, Kept, hand_overs
from kinhbac.tools.grammar.types import RESOLUTION
from kinhbac.tools.identity.doors import for_officers
from kinhbac.tools.identity.reads import names_of, titles_of

PERSON = Text(vi="Người nộp hồ sơ", en="The applicant")
SYSTEM = Text(vi="Hệ thống", en="The system")
OTHERS: Mapping[str, Text] = {
    "citizen": PERSON,
    "office": Text(vi="Cơ quan được hỏi", en="The office that was asked"),
    "payment": Text(vi="Chờ nộp phí, lệ phí", en="Payment of the fee"),
}
KEPT: Mapping[Kept, Text] = {
    Kept.BEFORE: Text(vi="Trước hạn", en="Early"),
    Kept.ON: Text(vi="Đúng hạn", en="On time"),
    Kept.AFTER: Text(vi="Quá hạn", en="Late"),
    Kept.RUNNING: Text(vi="Đang trong hạn", en="Running"),
    Kept.OVERDUE: Text(vi="Đang quá hạn", en="Overdue"),
    Kept.PAUSED: Text(vi="Tạm dừng", en="Paused"),
    Kept.NO_TERM: Text(vi="", en=""),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the sheet, in words; who did what was to be done stands under whom it was given to."""

    gave: Text
    took: Text
    done_by: str
    step: Text
    at: datetime
    term: Text | None
    due_at: datetime | None
    ended_at: datetime | None
    kept: Text
    note: str


@for_officers
@require_GET
def process_control(request: HttpRequest, code: str) -> HttpResponse:
    """Show the hand-overs of a dossier so far; the applicant, whoever she is, reads her own history elsewhere."""
    sheet = frame.opened(request, code)
    if sheet.own:
        raise Http404
    now, material = now_here(), sheet.material
    first = material.entries[0]
    receiving = frame.receiving_of(material, material.last("dossier.received") or first)
    context = {
        **frame.shared(request, sheet, (frame.A4, frame.A5)),
        "head": head_of(receiving, now.date()),
        "name": print_of(material.procedure, CONTROL),
        "lines": _lines(sheet),
        "rows": rows_of(sheet, now),
        "now": now,
    }
    return render(request, "procedures/sheets/control.html", context)


def rows_of(sheet: frame.Opened, now: datetime) -> list[Row]:
    """Return the rows, in the order of the hand-overs."""
    found = hand_overs(sheet.material.entries)
    actors = [actor for each in found for actor in (each.gave, each.done_by) if actor is not None]
    held = [each.took.person for each in found if each.took is not None and each.took.person]
    people = frozenset([*held, *(each.person for each in actors if each.person)])
    posts = frozenset(each.position for each in actors if each.position)
    speak = _Speak(names_of(people, sheet.viewer), titles_of(posts, sheet.viewer))
    return [_row(each, sheet, speak, now) for each in found]


@dataclass(frozen=True)
class _Speak:
    """Says people and posts in words."""

    names: Mapping[UUID, str]
    titles: Mapping[UUID, Text]

    def actor(self, actor: Actor) -> Text:
        if actor.person is None:
            return SYSTEM
        title = self.titles.get(actor.position) if actor.position else PERSON
        name = self.names.get(actor.person, "")
        return (
            title
            if not name and title
            else Text(*(", ".join(filter(None, [name, each])) for each in _both(title)))
        )

    def holder(self, holder: Holder) -> Text:
        post = phrases.holder_name(holder)
        name = self.names.get(holder.person, "") if holder.person else ""
        return Text(*(", ".join(filter(None, [name, each])) for each in _both(post)))


def _both(words: Text | None) -> tuple[str, str]:
    return (words.vi, words.en) if words is not None else ("", "")


def _row(each: HandOver, sheet: frame.Opened, speak: _Speak, now: datetime) -> Row:
    said = sheet.material.contents.get(each.ended_seq or 0, {})
    return Row(
        gave=speak.actor(each.gave),
        took=speak.holder(each.took) if each.took else OTHERS.get(each.waits_on, PERSON),
        done_by=_done_by(each, speak),
        step=_step(each, sheet),
        at=each.at,
        term=parse_term(each.term).say() if each.term else None,
        due_at=each.due_at,
        ended_at=each.ended_at,
        kept=KEPT[each.kept(now)],
        note=str(said.get("reason") or said.get("note") or ""),
    )


def _done_by(each: HandOver, speak: _Speak) -> str:
    person = each.done_by.person if each.done_by is not None and each.took is not None else None
    return speak.names.get(person, "") if person is not None else ""


def _step(each: HandOver, sheet: frame.Opened) -> Text:
    steps = sheet.material.procedure.steps
    return next((step.name for step in steps if step.key == each.step), Text(vi="", en=""))


def _lines(sheet: frame.Opened) -> list[PrintedLine]:
    material = sheet.material
    reception, clock = material.last("dossier.received"), material.state.clocks.get(RESOLUTION)
    due_at = clock.due_at if clock is not None else None
    lines = [
        PrintedLine(Text("Hồ sơ của", "Dossier of"), sheet.dossier.applicant),
        PrintedLine(Text("Nội dung yêu cầu", "What is asked for"), subject_of(material)),
        PrintedLine(Text("Cơ quan giải quyết", "Resolved by"), sheet.dossier.resolving.vi),
        PrintedLine(Text("Tiếp nhận lúc", "Received at"), moment_in_words(reception.at) if reception else ""),
        PrintedLine(
            Text("Hẹn trả kết quả", "Result due"), moment_in_words(due_at.astimezone(HCM)) if due_at else ""
        ),
    ]
    return [each for each in lines if each.words]
