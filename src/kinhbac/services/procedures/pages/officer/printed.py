"""The lines and the head of a sheet: whose it is, which answers stand on it, what it is called. Values in, lines out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kinhbac.base.text import Text
from kinhbac.kernel import definitions
from kinhbac.kernel.directory.types import Office
from kinhbac.services.procedures.pages.officer.material import Material
from kinhbac.services.procedures.pages.officer.wording import dated, day_in_words
from kinhbac.services.procedures.reads import phrases
from kinhbac.services.procedures.types import Dossier
from kinhbac.tools.forms.paths import at
from kinhbac.tools.forms.review import shown_answer
from kinhbac.tools.grammar.types import Print, Procedure, SheetLine

SLIP, SUPPLEMENT, REFUSAL, APOLOGY = "slip", "supplement", "refusal", "apology"
STOP, CONTROL, REGISTER, RESULT = "stop", "control", "register", "result"
YEAR_DIGITS = 4
UNVERIFIED = Text(vi="chưa đối chiếu với văn bản gốc", en="not yet compared with the act")
STANDARD: Mapping[str, Print] = {
    each.key: each
    for each in (
        Print(SLIP, Text("Giấy tiếp nhận hồ sơ và hẹn trả kết quả", "Receipt and appointment slip"), "01"),
        Print(SUPPLEMENT, Text("Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ", "Request for a supplement"), "02"),
        Print(REFUSAL, Text("Phiếu từ chối tiếp nhận giải quyết hồ sơ", "Refusal slip"), "03"),
        Print(
            APOLOGY,
            Text("Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết", "Apology and new date"),
            "04",
        ),
        Print(STOP, Text("Thông báo dừng giải quyết hồ sơ", "Notice of stopping"), "05"),
        Print(CONTROL, Text("Phiếu kiểm soát quá trình giải quyết hồ sơ", "Process control slip"), "06"),
        Print(REGISTER, Text("Sổ theo dõi hồ sơ", "Register of dossiers"), "07"),
    )
}
"""What sheets are called where a procedure's files do not name them: the list of TT 03/2025/TT-VPCP, not compared."""


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


def print_of(procedure: Procedure, key: str) -> Print:
    """Return what the procedure's files say of a sheet: its name, and its number among the standard forms."""
    return next((each for each in procedure.prints if each.key == key), STANDARD[key])


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


def subject_of(material: Material) -> str:
    """Return what is asked for: the procedure, and whom or what it is about."""
    whose = phrases.about(material.procedure, material.answers)
    return f"{material.procedure.name.vi}{f': {whose}' if whose else ''}"


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
