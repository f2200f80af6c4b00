"""The columns of the official reports as they are shown; the workbook has the same."""

from kinhbac.base.text import Text
from kinhbac.services.procedures.rules.figures.official import OfficialLine

OFFICIAL_HEADS = (
    Text(vi="Lĩnh vực", en="Field"),
    Text(vi="Tổng tiếp nhận", en="Received, in all"),
    Text(vi="Trực tuyến toàn trình", en="Online, full"),
    Text(vi="Trực tuyến một phần", en="Online, partial"),
    Text(vi="Bưu chính", en="Post"),
    Text(vi="Trực tiếp", en="Direct"),
    Text(vi="Kỳ trước chuyển sang", en="Carried over"),
    Text(vi="Tổng đã giải quyết", en="Resolved, in all"),
    Text(vi="Trước hạn", en="Before time"),
    Text(vi="Đúng hạn", en="On time"),
    Text(vi="Quá hạn", en="After time"),
    Text(vi="Tổng đang giải quyết", en="In progress, in all"),
    Text(vi="Trong hạn", en="In time"),
    Text(vi="Quá hạn", en="Overdue"),
    Text(vi="Chuyển đi (ngoài biểu)", en="Passed on (beside the form)"),
)


def official_numbers(line: OfficialLine) -> tuple[int, ...]:
    """Return the numbers of a line in the order of the form's columns, the first apart."""
    return (
        line.received,
        line.online_full,
        line.online_partial,
        line.post,
        line.direct,
        line.carried,
        line.resolved,
        line.early,
        line.on_time,
        line.late,
        line.in_progress,
        line.in_time,
        line.overdue,
        line.passed_on,
    )
