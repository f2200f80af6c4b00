"""The register as an Excel workbook, equal to the sheet row by row."""

from collections.abc import Sequence
from datetime import date

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from kinhbac.base.clock import HCM
from kinhbac.kernel.directory.types import Office
from kinhbac.services.procedures.pages.officer.sheets.register_rows import Row
from kinhbac.services.procedures.pages.workbooks import as_file

MARK = "MẪU – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ / SAMPLE, UNSIGNED"
COLUMNS = (
    ("STT", 6),
    ("Mã hồ sơ", 28),
    ("Nội dung, tên thủ tục", 40),
    ("Số lượng hồ sơ (bộ)", 10),
    ("Tên cá nhân, tổ chức", 26),
    ("Địa chỉ, số điện thoại", 36),
    ("Cơ quan chủ trì giải quyết", 24),
    ("Ngày nhận hồ sơ", 14),
    ("Hẹn trả kết quả", 18),
    ("Ngày nhận kết quả", 14),
    ("Phương thức nhận kết quả", 18),
    ("Ký nhận", 12),
    ("Ghi chú", 30),
)
"""What stands over the columns, and how wide they are, in characters."""


def register_file(rows: Sequence[Row], office: Office, begins_on: date, ends_on: date) -> HttpResponse:
    """Return the register of a period as a file to keep; days and moments are Vietnam's and real dates of the sheet."""
    book = Workbook()
    sheet = book.create_sheet("07", 0)
    book.remove(book.worksheets[1])
    for place, (_, width) in enumerate(COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "A4"
    sheet.append([MARK])
    sheet.append([f"Sổ theo dõi hồ sơ – {office.name.vi} – từ {begins_on:%d/%m/%Y} đến {ends_on:%d/%m/%Y}"])
    sheet.append([name for name, _ in COLUMNS])
    for row in rows:
        sheet.append(_cells(row))
        for cell in sheet[sheet.max_row]:
            if isinstance(cell.value, str):
                cell.data_type = "s"  # what a person typed is words, and never a formula
    return as_file(book, f"so-theo-doi-{begins_on}-{ends_on}")


def _cells(row: Row) -> list[object]:
    due_at = row.due_at.astimezone(HCM).replace(tzinfo=None) if row.due_at else None
    return [
        row.number,
        row.code,
        row.subject,
        row.sets,
        row.name,
        "; ".join(row.contact),
        row.office,
        row.received_on,
        due_at,
        row.returned_on,
        row.way,
        "",
        row.note,
    ]
