"""What everybody may see: how many dossiers each office had and how many it finished in time, month by month."""

from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kinhbac.services.procedures.pages.figures.frame import now_here
from kinhbac.services.procedures.reads.figures.public import SMALL, public_month
from kinhbac.services.procedures.rules.figures.counting import ON_TIME_RATE
from kinhbac.services.procedures.rules.figures.periods import month_before
from kinhbac.tools.identity.doors import open_to_all

MONTHS = 13
"""The current month and twelve that are closed."""


@open_to_all
@require_safe
def on_time(request: HttpRequest) -> HttpResponse:
    """Show each office's totals and on-time rate of a month."""
    now = now_here()
    months = [month_before(now.date(), back) for back in range(MONTHS)]
    context = {
        "shown": public_month(_month(request.GET.get("month", ""), months), now),
        "months": months,
        "small": SMALL,
        "formula": ON_TIME_RATE,
    }
    return render(request, "procedures/figures/on_time.html", context)


def _month(words: str, months: list[date]) -> date:
    """Return the month that an address asks for, the current one where it names none that is shown."""
    try:
        asked = datetime.strptime(words, "%Y-%m").date()  # noqa: DTZ007  - a month has no zone
    except ValueError:
        return months[0]
    return asked if asked in months else months[0]
