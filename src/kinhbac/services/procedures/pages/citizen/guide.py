"""A procedure before anything is asked: all that one should know, whether it is the right one, and one button."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text
from kinhbac.kernel.definitions import NotPublished
from kinhbac.kernel.reads import NotFound
from kinhbac.services.procedures.pages.citizen.frame import now, show, viewer_of
from kinhbac.services.procedures.reads.guide import guide_of
from kinhbac.services.procedures.reads.mandates import usable_for
from kinhbac.services.procedures.reads.own import Draft, unsent_drafts
from kinhbac.services.procedures.reads.published import procedure_now
from kinhbac.services.procedures.rules.in_force import is_in_force
from kinhbac.tools.forms.render import Problem
from kinhbac.tools.grammar.eligibility import Stand
from kinhbac.tools.grammar.types import Procedure
from kinhbac.tools.identity.doors import open_to_all
from kinhbac.tools.identity.reads import firms_of
from kinhbac.tools.identity.types import FirmCard, MandateCard

ASKED = "asked"
"""In the address: the question that was on the page; without an answer to it, the page says so."""
CHOOSE = Text(vi="Hãy chọn một câu trả lời", en="Choose an answer")
WRONG = 422


@dataclass(frozen=True, slots=True)
class _Of:
    """A procedure without its guide, for pages that need no more of it."""

    procedure: Procedure


@open_to_all
@require_safe
def procedure(request: HttpRequest, key: str) -> HttpResponse:
    """Show a procedure; whoever has begun its form already may go on with it."""
    asked = _procedure(key)
    viewer, moment = viewer_of(request), now()
    context = {
        "guide": guide_of(asked, viewer, moment),
        "now": moment,
        "begun": _begun(request, key),
        "firms": _firms(request, asked),
        "mandates": _mandates(request, asked),
    }
    return show(request, "guide.html", context)


@open_to_all
@require_safe
def eligible(request: HttpRequest, key: str) -> HttpResponse:
    """Ask whether the procedure is the right one, one question at a time; say where to go where it is not."""
    asked = _procedure(key)
    said = {each.key: request.GET.get(each.key, "") for each in asked.eligibility.questions}
    stand = asked.eligibility.stand(said)
    missing = stand.next is not None and request.GET.get(ASKED) == stand.next.key
    context = {
        "guide": _Of(asked),
        "stand": stand,
        "law": asked.law_of(stand.ended[0].law) if stand.ended else None,
        "other": _other(stand),
        "problems": [Problem(CHOOSE, f"#{stand.next.key}-{stand.next.answers[0].key}")]
        if missing and stand.next
        else [],
        "back": _back(key, stand),
        "begun": _begun(request, key),
        "firms": _firms(request, asked),
        "mandates": _mandates(request, asked),
    }
    return show(request, "eligible.html", context, status=WRONG if missing else 200)


def _procedure(key: str) -> Procedure:
    try:
        return procedure_now(key)[0]
    except NotPublished:
        raise NotFound(key) from None


def _begun(request: HttpRequest, key: str) -> list[Draft]:
    return [each for each in unsent_drafts(viewer_of(request)) if each.procedure.key == key]


def _firms(request: HttpRequest, asked: Procedure) -> tuple[FirmCard, ...]:
    """Return the firms for which the viewer may file it today."""
    return firms_of(viewer_of(request), now().astimezone(HCM).date()) if asked.eligibility.firms else ()


def _mandates(request: HttpRequest, asked: Procedure) -> tuple[MandateCard, ...]:
    """Return the mandates under which the viewer may file it for another today."""
    return usable_for(asked, viewer_of(request), now())


def _other(stand: Stand) -> str:
    """Return the address of the procedure to go to instead, "" where none of this house takes it today."""
    instead = stand.ended[1].instead if stand.ended else None
    if instead is None or not instead.procedure:
        return ""
    try:
        other, _ = procedure_now(instead.procedure)
    except NotPublished:
        return ""
    return reverse("procedure", args=[other.key]) if is_in_force(other, now().astimezone(HCM).date()) else ""


def _back(key: str, stand: Stand) -> str:
    """Return the way back: to the question before, with the answers before it; from the first, to the procedure."""
    said = list(stand.said.items())[:-1]
    if not stand.said:
        return reverse("procedure", args=[key])
    address = reverse("eligible", args=[key])
    return f"{address}?{urlencode(said)}" if said else address
