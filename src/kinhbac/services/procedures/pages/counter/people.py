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
from kinhbac.kernel.types import Refused
from kinhbac.services.procedures.actions.counter import begin_at_counter
from kinhbac.services.procedures.pages.counter.enrolment import SEXES, Enrolment, enrolment_of
from kinhbac.services.procedures.pages.counter.place import WRONG, Place, place_of, show
from kinhbac.services.procedures.reads.at_counter import name_at_counter, reason_at_counter
from kinhbac.services.procedures.reads.counter import procedures_by_hand
from kinhbac.services.procedures.rules.counter import Card, Difference, differences
from kinhbac.tools.grammar.types import Procedure
from kinhbac.tools.identity.actions import enrol_walk_in, open_numbered, open_record
from kinhbac.tools.identity.doors import for_officers
from kinhbac.tools.identity.reads import has_account, person_numbered
from kinhbac.tools.identity.types import COUNTER, PersonCard
from kinhbac.tools.looking.actions import give_reason
from kinhbac.tools.looking.types import LONGEST_REASON, Subject

SAME = "same"


@dataclass(frozen=True, slots=True)
class Compared:
    """A card laid beside the record: that it was, and what differs."""

    differences: tuple[Difference, ...] = ()


def found(request: HttpRequest, place: Place, card: Card) -> HttpResponse:
    """Go to the person of a card or number; unknown, ask the little that is needed, with what the card says.

    A card says that she is there; of a number alone it is asked why, unless she has something to do here.
    """
    known = None if card.says_more else person_numbered(card.number, place.viewer)
    reason = reason_at_counter(known, place.viewer, place.post, place.now) if known is not None else ""
    record = open_numbered(
        number=card.number,
        viewer=place.viewer,
        post=place.post,
        purpose=COUNTER,
        now=place.now,
        reason=reason,
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
    is_new = person_numbered(enrolment.walk_in.identity_number, place.viewer) is None
    person = enrol_walk_in(enrolment.walk_in)
    if is_new:  # what was told here just now is opened for whoever told it
        open_record(person=person, viewer=place.viewer, post=place.post, purpose=COUNTER, now=place.now)
    return redirect("counter_person", person)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def person(request: HttpRequest, person: UUID) -> HttpResponse:
    """Show the record of whoever is at the counter, and ask which procedure; begin its form."""
    place = place_of(request)
    reason = reason_at_counter(person, place.viewer, place.post, place.now)
    record = open_record(
        person=person, viewer=place.viewer, post=place.post, purpose=COUNTER, now=place.now, reason=reason
    )
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


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def reason(request: HttpRequest, person: UUID) -> HttpResponse:
    """Ask why the record of somebody is to be opened who has nothing to do here; with a reason, go on to it."""
    place = place_of(request)
    refusal, written = None, request.POST.get("reason", "")
    if request.method == "POST":
        try:
            give_reason(
                subject=Subject(person=person, name=name_at_counter(person, place.viewer)),
                whose=frozenset({person}),
                reason=written,
                viewer=place.viewer,
                post=place.post,
                now=place.now,
            )
        except Refused as refused:
            refusal = refused.refusal
        else:
            return redirect("counter_person", person)
    context = {"key": person, "refusal": refusal, "written": written, "longest": LONGEST_REASON}
    return show(request, "reason.html", place, context, here="front", status=WRONG if refusal else 200)


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
