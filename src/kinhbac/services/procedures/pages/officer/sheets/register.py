"""The register of an office (form 07, sổ theo dõi hồ sơ) for a period: for officers of that office, on A4 across."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from kinhbac.base.text import Text
from kinhbac.kernel import definitions
from kinhbac.kernel.directory.types import Office
from kinhbac.kernel.types import Viewer
from kinhbac.services.procedures.actions.register import Numbered, numbered, open_lines
from kinhbac.services.procedures.pages.officer.material import now_here, viewer_of
from kinhbac.services.procedures.pages.officer.printed import (
    REGISTER,
    STANDARD,
    head_of,
)
from kinhbac.services.procedures.pages.officer.sheets.register_rows import rows_of
from kinhbac.services.procedures.rules.grounds import REGISTER_FILE
from kinhbac.tools.identity.doors import for_officers
from kinhbac.tools.limits.doors import count_person
from kinhbac.tools.limits.types import DOWNLOAD, PRINT
from kinhbac.tools.sign_in.doors import hold
from kinhbac.tools.sign_in.types import EXPORT

PAGE = 200
LONGEST = timedelta(days=366)
EXCEL = "xlsx"
NOT_A_PERIOD = Text(
    vi="Chọn ngày đầu không sau ngày cuối, trong vòng một năm, viết như 2026-04-28.",
    en="Choose a first day that is not after the last, within one year, written like 2026-04-28.",
)


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to a day, both counted; `fault` says what was wrong with what was asked for."""

    begins_on: date
    ends_on: date
    fault: Text | None = None


@for_officers
@require_GET
def register(request: HttpRequest) -> HttpResponse:
    """Show a page of the register, or the whole period as a workbook."""
    viewer, now = viewer_of(request), now_here()
    office = office_asked(request, viewer)
    period = period_asked(request, now.date())
    lines = numbered(office=office.key, begins_on=period.begins_on, ends_on=period.ends_on, viewer=viewer)
    if request.GET.get("as") == EXCEL:
        held = hold(request, EXPORT)
        if held is not None:
            return held
        count_person(request, DOWNLOAD)
        opened = open_lines(lines, office=office.key, viewer=viewer, now=now, purpose=REGISTER_FILE)
        rows = rows_of(opened, viewer)
        from kinhbac.services.procedures.pages.officer.sheets.workbook import (  # noqa: PLC0415  - see `workbooks`
            register_file,
        )

        return register_file(rows, office, period.begins_on, period.ends_on)
    count_person(request, PRINT)
    pages = max(1, -(-len(lines) // PAGE))
    page = min(max(1, _number(request.GET.get("page", ""))), pages)
    shown: Sequence[Numbered] = lines[(page - 1) * PAGE : page * PAGE]
    context = {
        "head": head_of(office, now.date()),
        "name": STANDARD[REGISTER],
        "office": office,
        "offices": [definitions.current_directory().office(each) for each in sorted(viewer.offices())],
        "period": period,
        "rows": rows_of(open_lines(shown, office=office.key, viewer=viewer, now=now), viewer),
        "total": len(lines),
        "page": page,
        "pages": pages,
        "before": _address(office, period, page=page - 1) if page > 1 else "",
        "after": _address(office, period, page=page + 1) if page < pages else "",
        "excel": _address(office, period, **{"as": EXCEL}),
    }
    return render(request, "procedures/sheets/register.html", context)


def office_asked(request: HttpRequest, viewer: Viewer) -> Office:
    """Return the office whose register is asked for, by default that of the viewer's first post; only hers are there."""
    asked = request.GET.get("office") or viewer.positions[0].office
    if asked not in viewer.offices():
        raise Http404
    return definitions.current_directory().office(asked)


def period_asked(request: HttpRequest, today: date) -> Period:
    """Return the period asked for; this month so far where none is, or where it is no period."""
    usual = Period(today.replace(day=1), today)
    first, last = request.GET.get("from", ""), request.GET.get("to", "")
    if not first and not last:
        return usual
    begins_on, ends_on = _day(first), _day(last)
    if begins_on is None or ends_on is None or not begins_on <= ends_on <= begins_on + LONGEST:
        return Period(usual.begins_on, usual.ends_on, NOT_A_PERIOD)
    return Period(begins_on, ends_on)


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None


def _number(words: str) -> int:
    return int(words) if words.isascii() and words.isdigit() and len(words) < len(str(PAGE)) * 3 else 1


def _address(office: Office, period: Period, **more: str | int) -> str:
    asked: dict[str, str | int] = {
        "office": office.key,
        "from": period.begins_on.isoformat(),
        "to": period.ends_on.isoformat(),
    }
    return f"?{urlencode({**asked, **more})}"
