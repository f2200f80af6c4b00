"""The officers' pages: the figures, the dossiers of a cell, and the same as Excel."""

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kinhbac.base.text import Text, fold
from kinhbac.kernel.types import Viewer
from kinhbac.services.procedures.pages.figures.asking import address, asked_in, presets, word
from kinhbac.services.procedures.pages.figures.frame import now_here, viewer_of
from kinhbac.services.procedures.pages.figures.tables import name_of, tables_of
from kinhbac.services.procedures.pages.figures.words import CAME, JUDGED, LEFT
from kinhbac.services.procedures.reads.figures.cells import cell_rows
from kinhbac.services.procedures.reads.figures.lines import NOT_TAKEN, figures_of, officers_in
from kinhbac.services.procedures.reads.figures.scope import field_names, office_name
from kinhbac.services.procedures.rules.figures.asked import BREAKDOWNS, NOBODY, TOTAL, Asked, Figures
from kinhbac.services.procedures.rules.figures.columns import COLUMNS, SUMS
from kinhbac.services.procedures.rules.figures.counting import FORMULAS, MOST_POINTS_766, PROGRESS_766
from kinhbac.tools.identity.doors import for_officers
from kinhbac.tools.limits.doors import counted
from kinhbac.tools.limits.types import DOWNLOAD
from kinhbac.tools.sign_in.doors import needs_level
from kinhbac.tools.sign_in.types import EXPORT

Choice = tuple[str, Text]


@for_officers
@require_GET
def figures(request: HttpRequest) -> HttpResponse:
    """Show the figures of the viewer's offices."""
    viewer, now = viewer_of(request), now_here()
    given = asked_in(request.GET, now)
    found = figures_of(given.asked, viewer, now)
    context = {
        **_shared(found),
        "here": "figures",
        "notice": given.notice,
        "tables": tables_of(found),
        "rates": [formula.of(found.total) for formula in FORMULAS],
        "points": _points(found),
        "presets": presets(given.asked, now.date()),
        "choices": _choices(given.asked, viewer),
        "excel": address(given.asked, "figures_excel"),
    }
    return render(request, "procedures/figures/figures.html", context)


@for_officers
@needs_level(EXPORT, methods=("GET", "HEAD"))
@counted(DOWNLOAD)
@require_GET
def figures_excel(request: HttpRequest) -> HttpResponse:
    """Hand out the same tables as a workbook."""
    from kinhbac.services.procedures.pages.figures.excel import workbook_of  # noqa: PLC0415  - see `workbooks`
    from kinhbac.services.procedures.pages.workbooks import as_file  # noqa: PLC0415  - as above

    now = now_here()
    asked = asked_in(request.GET, now).asked
    found = figures_of(asked, viewer_of(request), now)
    name = f"so-lieu-{asked.first.isoformat()}-{asked.last.isoformat()}"
    return as_file(workbook_of(found, tables_of(found)), name)


@for_officers
@require_GET
def cell(request: HttpRequest) -> HttpResponse:
    """Show the dossiers that a number is made of."""
    viewer, now = viewer_of(request), now_here()
    asked, column = asked_in(request.GET, now).asked, request.GET.get("column", "")
    if column not in COLUMNS and column not in SUMS:
        raise Http404
    line = word(request.GET, "line") or TOTAL
    try:
        narrowed = asked.narrowed(line)
    except ValueError as strange:  # a day or an officer that is none
        raise Http404 from strange
    rows = cell_rows(narrowed, column, viewer, now, after=request.GET.get("after", ""))
    context = {
        "here": "figures",
        "asked": asked,
        "narrowed": narrowed,
        "column": name_of(column),
        "rows": rows,
        "lines": [
            (row, CAME.get(row.came), LEFT.get(row.left or ""), JUDGED.get(row.punctuality or ""))
            for row in rows.rows
        ],
        "narrowing": _narrowing(narrowed, viewer),
        "back": address(asked),
        "further": rows.following
        and address(asked, "figures_cell", line=line, column=column, after=rows.following),
        "begun": bool(request.GET.get("after")),
        "start": address(asked, "figures_cell", line=line, column=column),
        "counted_at": now,
    }
    return render(request, "procedures/figures/cell.html", context)


def _shared(found: Figures) -> dict[str, object]:
    total = found.total
    return {"asked": found.asked, "figures": found, "age": found.age, "total": total}


def _points(found: Figures) -> float | None:
    share = PROGRESS_766.of(found.total).share
    return None if share is None else round(MOST_POINTS_766 * share, 2)


def _choices(asked: Asked, viewer: Viewer) -> dict[str, list[Choice]]:
    offices = [(key, office_name(key)) for key in viewer.offices()]
    people = [(str(key), Text(vi=name, en=name)) for key, name in officers_in(asked, viewer).items()]
    return {
        "office": _sorted(offices),
        "officer": [*_sorted(people), (NOBODY, NOT_TAKEN)],
        "field": _sorted(list(field_names().items())),
        "by": list(BREAKDOWNS.items()),
    }


def _sorted(choices: list[Choice]) -> list[Choice]:
    return sorted(choices, key=lambda choice: fold(choice[1].vi))


def _narrowing(asked: Asked, viewer: Viewer) -> list[Text]:
    """Return what a cell is narrowed to, in words."""
    known = _choices(replace(asked, office=""), viewer)
    found = []
    for name in ("office", "officer", "field"):
        key = getattr(asked, name)
        if key:
            found.append(dict(known[name]).get(key, Text(vi=key, en=key)))
    if asked.procedure:
        found.append(Text(vi=f"Thủ tục {asked.procedure}", en=f"Procedure {asked.procedure}"))
    return found
