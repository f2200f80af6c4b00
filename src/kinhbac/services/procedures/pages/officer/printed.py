"""What stands on the printed sheets of a dossier: the slip of reception, and the result. Values in, lines out."""

from dataclasses import dataclass
from datetime import date

from kinhbac.base.clock import HCM
from kinhbac.base.money import Dong
from kinhbac.base.text import Text
from kinhbac.base.worktime.due import Due
from kinhbac.kernel import definitions
from kinhbac.kernel.directory.types import Office
from kinhbac.services.procedures.pages.officer.material import Material
from kinhbac.services.procedures.pages.officer.wording import dated, day_in_words, moment_in_words
from kinhbac.services.procedures.types import Dossier
from kinhbac.tools.forms.paths import at
from kinhbac.tools.forms.review import shown_answer
from kinhbac.tools.grammar.rules import components_for, term_on
from kinhbac.tools.grammar.types import RESOLUTION, Component, SheetLine

SLIP = "slip"
RESULT = "result"
YEAR_DIGITS = 4
UNVERIFIED = Text(vi="chưa đối chiếu với văn bản gốc", en="not yet compared with the act")


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One line of a sheet: its name in both languages, and its words in Vietnamese, "" where it stays blank."""

    name: Text
    words: str


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a document: the agency above, the agency, place and date."""

    parent: str
    agency: str
    dated: str


def head_of(office: Office, day: date) -> Head:
    """Return the head of a document that an office writes on a day."""
    directory = definitions.current_directory()
    parent = directory.office(office.parent) if office.parent else None
    place = directory.unit_by(office.unit).name
    return Head(
        parent=parent.name_on(day).name.vi if parent is not None else "",
        agency=office.name_on(day).name.vi,
        dated=f"{place}, {dated(day)}",
    )


def answer_lines(material: Material, sheet: str, *, blanks: bool) -> list[PrintedLine]:
    """Return the lines of a sheet that are answers, as the procedure's files say; without blank ones if so wanted."""
    found = material.procedure.sheet(sheet)
    lines = [PrintedLine(each.name, _words(each, material)) for each in (found.lines if found else ())]
    return [each for each in lines if blanks or each.words]


def every_answer(dossier: Dossier) -> list[PrintedLine]:
    """Return all answers in the order of the form, for a procedure whose files do not say what its result shows."""
    return [
        PrintedLine(each.question, each.value.vi)
        for group in dossier.groups
        for each in group.answers
        if each.value.vi
    ]


def slip_lines(material: Material, dossier: Dossier, receiving: Office) -> list[PrintedLine]:
    """Return the lines of the slip (form 01): whose, what, by when, where, at what cost, under which rule."""
    due = next(each.due for each in dossier.phases if each.key == RESOLUTION)
    about = f": {dossier.summary.about}" if dossier.summary.about else ""
    lines = [
        PrintedLine(Text("Tiếp nhận hồ sơ của", "Received from"), dossier.applicant),
        PrintedLine(Text("Nội dung yêu cầu", "What is asked for"), f"{dossier.summary.name.vi}{about}"),
        *answer_lines(material, SLIP, blanks=False),
        PrintedLine(Text("Thời điểm tiếp nhận", "Received at"), moment_in_words(due.received_at)),
        PrintedLine(Text("Thời hạn giải quyết", "Term"), f"{_term(due)} ({_ground(material, dossier)})"),
        PrintedLine(
            Text("Hẹn trả kết quả", "Result due"),
            moment_in_words(due.at) if due.at else due.term.say().vi,
        ),
        PrintedLine(Text("Phí, lệ phí", "Fee"), _fee(dossier)),
        PrintedLine(
            Text("Nơi trả kết quả", "Where to collect"),
            ", ".join(filter(None, [receiving.address or receiving.name.vi, receiving.phone])),
        ),
    ]
    return [each for each in lines if each.words]


def components_of(material: Material) -> tuple[Component, ...]:
    """Return the components that this dossier consists of."""
    return components_for(material.procedure, material.answers)


def result_lines(material: Material, dossier: Dossier, resolving: Office) -> list[PrintedLine]:
    """Return the lines of the result: the answers that it states, where and when it was registered, in which book."""
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


def received_on(dossier: Dossier) -> date:
    """Return the day, in Vietnam, on which the dossier was received."""
    assert dossier.received_at is not None
    return dossier.received_at.astimezone(HCM).date()


def _words(line: SheetLine, material: Material) -> str:
    return ", ".join(filter(None, (_word(line, path, material) for path in line.answers)))


def _word(line: SheetLine, path: str, material: Material) -> str:
    form = material.procedure.form
    value = at(material.answers, path)
    own = line.words.get(str(value))
    if own is not None:
        return own.vi
    shown = shown_answer(form, form.fields[path], value, material.choices)
    words = shown.vi if shown else ""
    if line.shown == "capitals":
        return words.upper()
    if line.shown == "year":
        return str(value or "")[:YEAR_DIGITS]
    if line.shown == "day_in_words" and words:
        return f"{words} ({_in_words(str(value))})"
    return words


def _in_words(value: str) -> str:
    try:
        return day_in_words(date.fromisoformat(value))
    except ValueError:
        return f"năm {value}"


def _term(due: Due) -> str:
    """Return the term; one of no days at all is said as the law says it, and a later beginning is named."""
    none_left = bool(due.term.parts) and not any(part.count for part in due.term.parts)
    said = "trong ngày" if none_left else due.term.say().vi
    later = due.counted_from != due.received_at
    return f"{said}, tính từ {moment_in_words(due.counted_from)}" if later else said


def _ground(material: Material, dossier: Dossier) -> str:
    assert dossier.received_at is not None
    law = material.procedure.law_of(term_on(material.procedure, RESOLUTION, dossier.received_at).law)
    said = " ".join(each.vi for each in (law.article, law.act) if each is not None)
    return f"{said}{'' if law.verified else f'; {UNVERIFIED.vi}'}"


def _fee(dossier: Dossier) -> str:
    fee = dossier.fee
    amount = "" if fee.amount_vnd is None else f"{Dong(fee.amount_vnd)}. "
    return f"{amount}{fee.ground.vi}{'' if fee.verified else f' ({UNVERIFIED.vi})'}"
