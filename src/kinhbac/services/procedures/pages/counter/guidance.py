"""Guidance given (hướng dẫn): written down when it is given, and the desk's list of the day."""

from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kinhbac.kernel.types import Refusal, Refused
from kinhbac.services.procedures.actions.counter import give_guidance
from kinhbac.services.procedures.pages.counter.people import by_field
from kinhbac.services.procedures.pages.counter.place import (
    WRONG,
    Place,
    place_of,
    show,
    written,
    written_lines,
)
from kinhbac.services.procedures.reads.at_counter import reason_at_counter
from kinhbac.services.procedures.reads.counter import guidance_of, procedures_by_hand
from kinhbac.services.procedures.rules.guidance import CHANNELS
from kinhbac.tools.identity.actions import open_record
from kinhbac.tools.identity.doors import for_officers
from kinhbac.tools.identity.types import PersonCard

GUIDANCE = "guidance"
"""For what a record was opened, as its owner reads it."""


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def guidance(request: HttpRequest) -> HttpResponse:
    """Show today's guidance; write one more down."""
    place = place_of(request)
    if request.method != "POST":
        return _page(request, place, _asked(request, place))
    given = _written(request, place)
    try:
        give_guidance(values=given, viewer=place.viewer, key=_key(request), now=place.now)
    except Refused as refused:
        return _page(request, place, given, refused.refusal)
    return HttpResponseRedirect(f"{reverse('counter_guidance')}?done=1")


def _written(request: HttpRequest, place: Place) -> dict[str, Any]:
    record = _record(request.POST.get("person", ""), place)
    known = {each.key for each in procedures_by_hand(place.today)}
    procedure, channel = request.POST.get("procedure", ""), request.POST.get("channel", "")
    return {
        "words": written_lines(request.POST, "words"),
        "name": written(request.POST, "name", 120),
        "procedure": procedure if procedure in known else "",
        "channel": channel if channel in CHANNELS else next(iter(CHANNELS)),
        "person": record.person if record else None,
    }


def _asked(request: HttpRequest, place: Place) -> dict[str, Any]:
    """Return the form as it opens: for the person who is at the counter, where one is."""
    record = _record(request.GET.get("person", ""), place)
    return {
        "words": "",
        "name": record.full_name if record else "",
        "procedure": request.GET.get("procedure", ""),
        "channel": next(iter(CHANNELS)),
        "person": record.person if record else None,
    }


def _page(
    request: HttpRequest, place: Place, given: dict[str, Any], refusal: Refusal | None = None
) -> HttpResponse:
    context = {
        "given": given,
        "refusal": refusal,
        "channels": CHANNELS.items(),
        "fields": by_field(procedures_by_hand(place.today)).items(),
        "rows": guidance_of(place.desk.key, place.today, place.viewer),
        "done": request.GET.get("done") == "1" and refusal is None,
        "key": uuid4(),
    }
    return show(request, "guidance.html", place, context, here="guidance", status=WRONG if refusal else 200)


def _record(words: str, place: Place) -> PersonCard | None:
    """Return the record of whoever is at the counter, None where nobody known is; the opening is recorded."""
    try:
        person = UUID(words)
    except ValueError:
        return None
    reason = reason_at_counter(person, place.viewer, place.post, place.now)
    return open_record(
        person=person, viewer=place.viewer, post=place.post, purpose=GUIDANCE, now=place.now, reason=reason
    )


def _key(request: HttpRequest) -> str:
    try:
        return str(UUID(request.POST.get("key", "")))
    except ValueError as fault:
        raise SuspiciousOperation("guidance without its key") from fault
