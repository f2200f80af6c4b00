"""Workbooks of the figures and of official reports: the same tables as on the screen, numbers as numbers."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text
from kinhbac.services.procedures.pages.figures.frame import spoken
from kinhbac.services.procedures.pages.figures.official_table import OFFICIAL_HEADS, official_numbers
from kinhbac.services.procedures.pages.figures.tables import Cell, Row, Table
from kinhbac.services.procedures.reads.figures.official import Official
from kinhbac.services.procedures.rules.figures.asked import Age, Figures
from kinhbac.services.procedures.rules.figures.counting import FORMULAS
from kinhbac.services.procedures.rules.figures.official import FORMS, FORMS_NOTE
from kinhbac.services.procedures.rules.figures.periods import CUT_OFF_LAW

PERIOD = Text(vi="Từ ngày {first} đến hết ngày {last}", en="From {first} to the end of {last}")
AGE = Text(vi="Tính đến {at}", en="As of {at}")
STALE = Text(
    vi="Chưa đầy đủ: {n} hồ sơ có việc mới chưa vào số liệu",
    en="Not complete: {n} dossiers have moved and are not in these figures yet",
)
RATES = Text(vi="Công thức", en="Formulas")
RATE_HEADS = (
    Text(vi="Tỷ lệ", en="Rate"),
    Text(vi="Mã công thức", en="Formula"),
    Text(vi="Tử số", en="Numerator"),
    Text(vi="Tử số là", en="Numerator is"),
    Text(vi="Mẫu số", en="Denominator"),
    Text(vi="Mẫu số là", en="Denominator is"),
    Text(vi="Kết quả", en="Result"),
)
CHECKS = Text(vi="Phép kiểm", en="Checks")
HOLDS = Text(vi="khớp", en="holds")
DIFFERS = Text(vi="KHÔNG khớp", en="DOES NOT hold")
ALL = Text(vi="Tổng cộng", en="Total")
NO_RATE = "–"
THIN = Side(style="thin")
HEAD = Font(bold=True)


def workbook_of(figures: Figures, tables: Sequence[Table]) -> Workbook:
    """Return a workbook with a sheet for each table, and the formulas with their numbers."""
    book = _empty()
    notes = [_days(figures.asked.first, figures.asked.last), *_age(figures.age)]
    for table in tables:
        sheet = _sheet(book, spoken(table.name), notes)
        groups = [""]
        for name, span in table.spans:
            groups += [spoken(name), *[""] * (span - 1)]
        _line(sheet, groups, bold=True)
        _line(sheet, [spoken(each) for each in (table.first_head, *table.heads)], bold=True, framed=True)
        for row in table.rows:
            _line(sheet, _values(row), framed=True)
        _line(sheet, _values(table.total), bold=True, framed=True)
        sheet.freeze_panes = f"B{len(notes) + 4}"
    _formulas(_sheet(book, spoken(RATES), notes), figures)
    return book


def official_workbook(report: Official) -> Workbook:
    """Return a workbook of one sheet, to be printed on A4 lying."""
    book = _empty()
    heads = [spoken(each) for each in OFFICIAL_HEADS]
    offices = "; ".join(spoken(each) for each in report.offices)
    notes = [
        offices,
        f"{spoken(report.period.name)}. {_days(report.period.first, report.period.last)}",
        *_age(report.age),
        spoken(CUT_OFF_LAW),
        spoken(FORMS_NOTE),
    ]
    sheet = _sheet(book, spoken(FORMS[report.form]), notes)
    _line(sheet, heads, bold=True, framed=True)
    _line(sheet, [f"({number})" for number in range(1, len(heads) + 1)], framed=True)
    for section in report.sections:
        if section.title is not None:
            _line(sheet, [spoken(section.title)], bold=True)
        for name, line in section.lines:
            _line(sheet, [spoken(name), *official_numbers(line)], framed=True)
    _line(sheet, [spoken(ALL), *official_numbers(report.total)], bold=True, framed=True)
    _line(sheet, [])
    _line(sheet, [spoken(CHECKS)], bold=True)
    for check in report.checks:
        _line(sheet, [spoken(check.name), check.left, check.right, spoken(HOLDS if check.holds else DIFFERS)])
    return book


def _empty() -> Workbook:
    book = Workbook()
    if book.active is not None:
        book.remove(book.active)
    return book


def _sheet(book: Workbook, name: str, notes: Iterable[str]) -> Worksheet:
    sheet: Worksheet = book.create_sheet(name[:31].replace("/", "-"))
    _line(sheet, [name], bold=True)
    for note in notes:
        _line(sheet, [note])
    sheet.column_dimensions["A"].width = 42
    for column in range(2, 18):
        sheet.column_dimensions[get_column_letter(column)].width = 13
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    return sheet


def _line(
    sheet: Worksheet, values: Sequence[str | int | float | None], *, bold: bool = False, framed: bool = False
) -> None:
    """Write a line below the last; words are words, also those that begin like a formula."""
    row = sheet.max_row + 1 if sheet.max_row > 1 or sheet["A1"].value is not None else 1
    for column, value in enumerate(values or [""], start=1):
        square = sheet.cell(row=row, column=column, value=value)
        if isinstance(value, str):
            square.data_type = "s"
            square.alignment = Alignment(wrap_text=framed, vertical="top")
        if isinstance(value, float):
            square.number_format = "0.00"
        if bold:
            square.font = HEAD
        if framed:
            square.border = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)


def _values(row: Row) -> list[str | int | float | None]:
    return [spoken(row.name), *(_value(cell) for cell in row.cells)]


def _value(cell: Cell) -> int | float | str | None:
    if cell.rate is None:
        return cell.number
    return NO_RATE if cell.rate.percent is None else cell.rate.percent


def _formulas(sheet: Worksheet, figures: Figures) -> None:
    _line(sheet, [spoken(each) for each in RATE_HEADS], bold=True, framed=True)
    for formula in FORMULAS:
        rate = formula.of(figures.total)
        above, below = spoken(formula.above), spoken(formula.below)
        values: list[str | int | float | None] = [spoken(formula.name), formula.key, rate.above, above]
        _line(sheet, [*values, rate.below, below, rate.percent], framed=True)


def _days(first: date, last: date) -> str:
    return spoken(PERIOD).format(first=f"{first:%d/%m/%Y}", last=f"{last:%d/%m/%Y}")


def _age(age: Age) -> list[str]:
    shown: datetime = age.counted_at.astimezone(HCM)
    lines = [spoken(AGE).format(at=f"{shown:%H:%M %d/%m/%Y}")]
    return [*lines, spoken(STALE).format(n=age.untold)] if age.stale else lines
