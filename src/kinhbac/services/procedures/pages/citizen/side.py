"""What the pages of one's turns share: the dossier from the applicant's side, the form of one turn, why it is closed."""

from dataclasses import dataclass, field
from uuid import UUID, uuid4

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse

from kinhbac.kernel.types import Refusal
from kinhbac.services.procedures.pages.citizen.frame import now, show, viewer_of
from kinhbac.services.procedures.reads.own_side import OwnSide, own_side
from kinhbac.services.procedures.rules.bundles.names import BUNDLE
from kinhbac.services.procedures.rules.own_turns import OwnTurn, why_closed
from kinhbac.services.procedures.rules.refusals import ONLY_THE_APPLICANT

LONGEST = 2_000
"""Letters of a reason or an answer in words."""
WRONG = 422
NOT_DONE = 409


@dataclass(frozen=True, slots=True)
class Sending:
    """A turn as somebody sends it: with what was typed, under a key that makes it happen once."""

    reason: str = ""
    key: str = field(default_factory=lambda: str(uuid4()))


def side_of(request: HttpRequest, code: str) -> OwnSide:
    """Return the viewer's own dossier; raises `NotFound` for anybody else's."""
    return own_side(code, viewer_of(request), now())


def sent(request: HttpRequest) -> Sending:
    """Read what was sent.

    Raises:
        SuspiciousOperation: it bears no key, so it is none of our forms.
    """
    try:
        key = str(UUID(request.POST.get("key", "")))
    except ValueError as fault:
        raise SuspiciousOperation("a turn without its key") from fault
    return Sending(reason=line(request.POST, "reason"), key=key)


def line(posted: QueryDict, name: str) -> str:
    """Return what was written in a box: without space around it, and no longer than it may be."""
    return str(posted.get(name, "")).replace("\x00", "").strip()[:LONGEST]


def done(side: OwnSide, turn: OwnTurn) -> HttpResponse:
    """Go back to the dossier, which says that it was done; a part's supplement is answered from the whole."""
    if BUNDLE in side.state.facts and turn is OwnTurn.SUPPLEMENT:
        return HttpResponseRedirect(
            f"{reverse('bundle', args=[side.state.facts[BUNDLE]['code']])}?done={turn}"
        )
    return HttpResponseRedirect(f"{reverse('dossier', args=[side.code])}?done={turn}")


def closed(
    request: HttpRequest, side: OwnSide, turn: OwnTurn, refusal: Refusal | None = None
) -> HttpResponse:
    """Say why a turn is not open, by which law, and what can be done instead."""
    why = refusal or (why_closed(side.state, turn) if side.hers else ONLY_THE_APPLICANT)
    context = {"side": side, "turn": turn, "refusal": why}
    return show(request, "turn_closed.html", context, here="dossiers", status=NOT_DONE)
