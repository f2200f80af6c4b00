"""The end of the day: papers received at the desk, by the office that resolves; passed on with a list on paper.

NĐ 118/2025 Điều 18: paper goes the same working day, or at the start of the next one when received after 15:00.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from kinhbac.kernel.directory.types import Office
from kinhbac.kernel.types import Recorded, Refusal
from kinhbac.services.procedures.actions.counter import hand_papers
from kinhbac.services.procedures.pages.counter.place import NOT_DONE, Place, place_of, show
from kinhbac.services.procedures.pages.officer.printed import head_of
from kinhbac.services.procedures.reads.counter import TakenIn, received_on
from kinhbac.tools.identity.doors import for_officers
from kinhbac.tools.identity.reads import names_of


@dataclass(frozen=True, slots=True)
class Bundle:
    """The day's papers for one office; `left` are those that were not passed on yet."""

    office: Office
    rows: tuple[TakenIn, ...]

    @property
    def left(self) -> int:
        """How many dossiers' papers are still here."""
        return sum(1 for row in self.rows if not row.handed_on)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def handover(request: HttpRequest) -> HttpResponse:
    """Show what must be passed on; note that an office has been given its papers."""
    place = place_of(request)
    if request.method != "POST":
        return _page(request, place)
    try:
        key = str(UUID(request.POST.get("key", "")))
    except ValueError as fault:
        raise SuspiciousOperation("a hand-over without its key") from fault
    done = hand_papers(office=request.POST.get("office", ""), viewer=place.viewer, key=key, now=place.now)
    return _page(request, place, done)


@for_officers
@require_safe
def handover_sheet(request: HttpRequest, office: str) -> HttpResponse:
    """Show the list for one office as a sheet to be signed by both hands."""
    place = place_of(request)
    day = _day(request, place)
    bundle = next((each for each in bundles_of(place, day) if each.office.key == office), None)
    if bundle is None:
        raise Http404
    person = place.viewer.person
    context = {
        "bundle": bundle,
        "day": day,
        "head": head_of(place.desk, day),
        "giver": names_of(frozenset({person} if person else ()), place.viewer).get(person, "")
        if person
        else "",
    }
    return show(request, "handover_sheet.html", place, context)


def bundles_of(place: Place, day: date) -> list[Bundle]:
    """Return the papers of a day by office, in the order of their names."""
    offices: dict[str, list[TakenIn]] = {}
    for row in reversed(received_on(place.desk.key, day, place.viewer)):
        if row.on_paper:
            offices.setdefault(row.resolving.key, []).append(row)
    bundles = [Bundle(rows[0].resolving, tuple(rows)) for rows in offices.values()]
    return sorted(bundles, key=lambda each: each.office.name.vi)


def _page(
    request: HttpRequest, place: Place, done: Mapping[str, Recorded | Refusal] | None = None
) -> HttpResponse:
    day = _day(request, place)
    refused = _refused(done or {})
    context = {
        "bundles": bundles_of(place, day),
        "day": day,
        "is_today": day == place.today,
        "handed": None if done is None else len(done) - len(refused),
        "refused": refused,
        "key": uuid4(),
    }
    return show(
        request, "handover.html", place, context, here="handover", status=NOT_DONE if refused else 200
    )


def _refused(done: Mapping[str, Recorded | Refusal]) -> Sequence[tuple[str, Refusal]]:
    return [(code, outcome) for code, outcome in done.items() if isinstance(outcome, Refusal)]


def _day(request: HttpRequest, place: Place) -> date:
    """Return the day asked for, today where none is, or no day of ours."""
    try:
        day = date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return place.today
    return min(day, place.today)
