"""The person at the counter: her record where there is one, else the little that is asked; then which procedure.

A record is found by its whole identity number only, and every opening of it is recorded with its purpose.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from kinhbac.base.text import Text
from kinhbac.kernel.definitions import NotPublished
from kinhbac.kernel.reads import NotFound
from kinhbac.services.procedures.actions.counter import begin_at_counter
from kinhbac.services.procedures.pages.counter.enrolment import SEXES, Enrolment, enrolment_of
from kinhbac.services.procedures.pages.counter.place import WRONG, Place, place_of, show
from kinhbac.services.procedures.reads.counter import procedures_by_hand
from kinhbac.services.procedures.rules.counter import Card, Difference, differences
from kinhbac.tools.grammar.types import Procedure
from kinhbac.tools.identity.actions import enrol_walk_in, open_numbered, open_record
from kinhbac.tools.identity.doors import for_officers
from kinhbac.tools.identity.reads import has_account
from kinhbac.tools.identity.types import PersonCard

COUNTER = "counter"
"""For what a record was opened, as its owner reads it."""
SAME = "same"


@dataclass(frozen=True, slots=True)
class Compared:
    """A card laid beside the record: that it was, and what differs."""

    differences: tuple[Difference, ...] = ()


def found(request: HttpRequest, place: Place, card: Card) -> HttpResponse:
    """Go to the person of a card or number; unknown, ask the little that is needed, with what the card says."""
    record = open_numbered(
        number=card.number, viewer=place.viewer, post=place.post, purpose=COUNTER, now=place.now
    )
    if record is None:
        return _enrol_page(request, place, Enrolment.of_card(card))
    if not card.says_more:
        return redirect("counter_person", record.person)
    differing = differences(card, full_name=record.full_name, born_on=record.born_on, sex=record.sex)
    if differing:  # what the card says goes into no address, so the page is the answer itself
        return _person_page(request, place, record, Compared(differing))
    return HttpResponseRedirect(f"{reverse('counter_person', args=[record.person])}?card={SAME}")


@for_officers
@require_POST
def enrol(request: HttpRequest) -> HttpResponse:
    """Keep the little that was asked of somebody whom no record knows."""
    place = place_of(request)
    enrolment = enrolment_of(request.POST, place.today)
    if enrolment.walk_in is None:
        return _enrol_page(request, place, enrolment, status=WRONG)
    return redirect("counter_person", enrol_walk_in(enrolment.walk_in))


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def person(request: HttpRequest, person: UUID) -> HttpResponse:
    """Show the record of whoever is at the counter, and ask which procedure; begin its form."""
    place = place_of(request)
    record = open_record(person=person, viewer=place.viewer, post=place.post, purpose=COUNTER, now=place.now)
    if record is None:
        raise NotFound(str(person))
    if request.method != "POST":
        compared = Compared() if request.GET.get("card") == SAME else None
        return _person_page(request, place, record, compared)
    key = request.POST.get("procedure", "")
    if not key:
        return _person_page(request, place, record, missing=True)
    try:
        application = begin_at_counter(person=person, procedure=key, viewer=place.viewer, now=place.now)
    except NotPublished:
        raise NotFound(key) from None
    return redirect("counter_form", application)


def by_field(procedures: Sequence[Procedure]) -> Mapping[Text, list[Procedure]]:
    """Return procedures under the names of their fields of law."""
    fields: dict[Text, list[Procedure]] = {}
    for each in procedures:
        fields.setdefault(each.field.name, []).append(each)
    return fields


def _person_page(
    request: HttpRequest,
    place: Place,
    record: PersonCard,
    compared: Compared | None = None,
    *,
    missing: bool = False,
) -> HttpResponse:
    context = {
        "record": record,
        "sex": SEXES.get(record.sex),
        "account": has_account(record.person, place.viewer),
        "compared": compared,
        "fields": by_field(procedures_by_hand(place.today)).items(),
        "missing": missing,
    }
    return show(request, "person.html", place, context, here="front", status=WRONG if missing else 200)


def _enrol_page(request: HttpRequest, place: Place, enrolment: Enrolment, status: int = 200) -> HttpResponse:
    return show(request, "enrol.html", place, {"enrolment": enrolment}, here="front", status=status)
