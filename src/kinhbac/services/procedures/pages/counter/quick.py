"""The quick register: one line for each piece of same-day work; Enter receives it and clears the line for the next."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from kinhbac.base.errors import PlainError
from kinhbac.kernel.types import Refusal, Refused
from kinhbac.services.procedures.actions.counter import take_quickly
from kinhbac.services.procedures.pages.counter.line import Line, line_of, with_faults
from kinhbac.services.procedures.pages.counter.people import by_field
from kinhbac.services.procedures.pages.counter.place import NOT_DONE, WRONG, Place, place_of, show
from kinhbac.services.procedures.reads.counter import TakenIn, procedures_by_hand, received_on
from kinhbac.services.procedures.types import Incomplete
from kinhbac.tools.forms.journey import reachable_answers
from kinhbac.tools.grammar.fees import facts_from, fee_for
from kinhbac.tools.grammar.rules import term_on
from kinhbac.tools.grammar.types import RESOLUTION, Fee, Procedure
from kinhbac.tools.identity.doors import for_officers

COUNTER = "counter"
PREVIEW = "fee"


@dataclass(frozen=True, slots=True)
class Totals:
    """The foot of the day's list: how many, the sum of the fees that are known, and how many are not."""

    lines: int
    sum_vnd: int
    unknown: int


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def quick(request: HttpRequest) -> HttpResponse:
    """Show the line and today's list; take a line in."""
    place = place_of(request)
    offered = procedures_by_hand(place.today)
    asked = request.POST.get("procedure") or request.GET.get("procedure", "")
    procedure = next((each for each in offered if each.key == asked), None) or _first(offered, place.now)
    if procedure is None or request.method != "POST":
        return _page(request, place, offered, procedure)
    line = line_of(request.POST, procedure, place)
    if request.POST.get("do") == PREVIEW or line.person is None or line.faults or line.problems:
        return _page(request, place, offered, procedure, line)
    return _take(request, place, procedure, line)


def totals_of(rows: tuple[TakenIn, ...]) -> Totals:
    """Return the foot of a list."""
    known = [row.fee.amount_vnd for row in rows if row.fee.amount_vnd is not None]
    return Totals(len(rows), sum(known), len(rows) - len(known))


def fee_of_line(line: Line, procedure: Procedure, place: Place) -> Fee | None:
    """Return what a line costs as far as it is written, None where no fee is in force."""
    answers = reachable_answers(procedure.form, line.answers)
    try:
        facts = facts_from(procedure, answers, filed_on=place.today)
        return fee_for(procedure, filed_on=place.today, channel=COUNTER, facts=facts)
    except PlainError:
        return None


def _first(offered: tuple[Procedure, ...], now: datetime) -> Procedure | None:
    """Return the procedure whose register stands open unasked: same-day work, of that what asks least."""

    def rank(each: Procedure) -> tuple[bool, int, str]:
        later = term_on(each, RESOLUTION, now).parsed
        lasts = later.is_none or any(part.count for part in later.parts)
        return lasts, len(each.form.pages), each.key

    return min(offered, key=rank, default=None)


def _take(request: HttpRequest, place: Place, procedure: Procedure, line: Line) -> HttpResponse:
    offered = procedures_by_hand(place.today)
    assert line.person is not None
    try:
        recorded = take_quickly(
            person=line.person,
            procedure=procedure.key,
            answers=line.answers,
            viewer=place.viewer,
            key=_key(request),
            now=place.now,
        )
    except Incomplete as incomplete:
        return _page(
            request, place, offered, procedure, with_faults(line, procedure, incomplete.faults, place)
        )
    except Refused as refused:
        return _page(request, place, offered, procedure, line, refused.refusal)
    except PlainError as error:  # no office is competent, or the calendar ends
        refusal = Refusal(type(error).__name__, error.what, error.remedy)
        return _page(request, place, offered, procedure, line, refusal)
    query = urlencode({"procedure": procedure.key, "done": str(recorded.code)})
    return HttpResponseRedirect(f"{reverse('counter_quick')}?{query}")


def _page(
    request: HttpRequest,
    place: Place,
    offered: tuple[Procedure, ...],
    procedure: Procedure | None,
    line: Line | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    today = received_on(place.desk.key, place.today, place.viewer)
    rows = tuple(row for row in today if procedure is not None and row.procedure == procedure.key)
    standing = line or (line_of({}, procedure, place) if procedure else None)
    context = {
        "fields": by_field(offered).items(),
        "procedure": procedure,
        "line": standing,
        "fee": fee_of_line(line, procedure, place) if line and procedure else None,
        "problems": standing.summary if line and standing else [],
        "refusal": refusal,
        "rows": rows,
        "totals": totals_of(rows),
        "done": request.GET.get("done", ""),
        "key": uuid4(),
    }
    status = NOT_DONE if refusal else WRONG if context["problems"] else 200
    return show(request, "quick.html", place, context, here="quick", status=status)


def _key(request: HttpRequest) -> str:
    try:
        return str(UUID(request.POST.get("key", "")))
    except ValueError as fault:
        raise SuspiciousOperation("a line without its key") from fault
