"""Official reports 07a, 07b and 07c: chosen, shown with their checks, printed on A4 lying, and as Excel."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from kinhbac.base.text import fold
from kinhbac.services.procedures.pages.figures.frame import now_here, viewer_of
from kinhbac.services.procedures.pages.figures.official_table import OFFICIAL_HEADS, official_numbers
from kinhbac.services.procedures.reads.figures.official import Official, official_of
from kinhbac.services.procedures.reads.figures.scope import office_name
from kinhbac.services.procedures.rules.figures.official import FORMS, FORMS_NOTE
from kinhbac.services.procedures.rules.figures.periods import CUT_OFF_LAW, report_period, report_periods
from kinhbac.tools.identity.doors import for_officers
from kinhbac.tools.limits.doors import counted
from kinhbac.tools.limits.types import DOWNLOAD
from kinhbac.tools.sign_in.doors import needs_level
from kinhbac.tools.sign_in.types import EXPORT


@for_officers
@require_GET
def official(request: HttpRequest) -> HttpResponse:
    """Show an official report of the viewer's offices."""
    report, office = _asked(request)
    periods = report_periods(now_here().date())
    chosen = {"form": report.form, "period": report.period.key, "office": office}
    context = {
        "here": "official",
        "report": report,
        "office": office,
        "heads": OFFICIAL_HEADS,
        "sections": [
            (section.title, [(name, official_numbers(line)) for name, line in section.lines])
            for section in report.sections
        ],
        "total": official_numbers(report.total),
        "forms": list(FORMS.items()),
        "periods": periods if report.period in periods else (report.period, *periods),
        "offices": sorted(
            ((key, office_name(key)) for key in viewer_of(request).offices()),
            key=lambda each: fold(each[1].vi),
        ),
        "cut_off": CUT_OFF_LAW,
        "forms_note": FORMS_NOTE,
        "excel": f"{reverse('figures_official_excel')}?{urlencode(chosen)}",
    }
    return render(request, "procedures/figures/official.html", context)


@for_officers
@needs_level(EXPORT, methods=("GET", "HEAD"))
@counted(DOWNLOAD)
@require_GET
def official_excel(request: HttpRequest) -> HttpResponse:
    """Hand out the same report as a workbook."""
    from kinhbac.services.procedures.pages.figures.excel import official_workbook  # noqa: PLC0415  - see `workbooks`
    from kinhbac.services.procedures.pages.workbooks import as_file  # noqa: PLC0415  - as above

    report, _ = _asked(request)
    return as_file(official_workbook(report), f"bieu-{report.form}-{report.period.key}")


def _asked(request: HttpRequest) -> tuple[Official, str]:
    """Return the report that an address asks for; the running month, and the first office, where it names none."""
    viewer, now = viewer_of(request), now_here()
    form = request.GET.get("form", "")
    period = report_period(request.GET.get("period", "")) or report_periods(now.date())[0]
    own = sorted(viewer.offices())
    office = request.GET.get("office", "")
    office = office if office in own else next(iter(own), "")
    return official_of(form if form in FORMS else "07c", period, office, viewer, now), office
