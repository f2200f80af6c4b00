"""Mandates (ủy quyền), given and held: who may act for me, for whom I may act, for what, until when, and on what it rests."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text
from kinhbac.kernel.definitions import NotPublished
from kinhbac.kernel.reads import NotFound
from kinhbac.kernel.types import Holder, Refusal, Refused
from kinhbac.services.procedures.actions.mandates import give_mandate
from kinhbac.services.procedures.pages.asked_mandate import asked_mandate, may_be_meant
from kinhbac.services.procedures.pages.citizen.frame import now, show, viewer_of
from kinhbac.services.procedures.reads.phrases import holder_name
from kinhbac.services.procedures.reads.published import procedure_now
from kinhbac.tools.files.configured import store
from kinhbac.tools.files.pages import send
from kinhbac.tools.files.reads import stored_file
from kinhbac.tools.identity.actions import mandates as actions
from kinhbac.tools.identity.doors import for_signed_in
from kinhbac.tools.identity.reads import firms_of
from kinhbac.tools.identity.reads.mandates import given_by, held_by, mandate_seen
from kinhbac.tools.identity.types import OPEN_MANDATES, Basis, MandateCard, MandateState, SignedIn
from kinhbac.tools.sign_in.doors import needs_level
from kinhbac.tools.sign_in.types import SUBMIT_DOSSIER

NOT_DONE = 409
BASES: Mapping[Basis, Text] = {
    Basis.GIVEN: Text(vi="Người ủy quyền lập trực tuyến", en="Given online by the person herself"),
    Basis.PAPER: Text(vi="Văn bản lưu tại Bộ phận Một cửa", en="A paper kept at a one-stop desk"),
    Basis.PARENT: Text(vi="Cha, mẹ đại diện cho con chưa thành niên", en="A parent for a minor child"),
}
STATES: Mapping[MandateState, tuple[str, Text]] = {
    MandateState.WAITING: ("soon", Text(vi="Chờ người nhận đồng ý", en="Waits to be accepted")),
    MandateState.COMING: ("neutral", Text(vi="Chưa đến ngày", en="Not begun yet")),
    MandateState.HOLDS: ("done", Text(vi="Đang có hiệu lực", en="Holds")),
    MandateState.EXPIRED: ("neutral", Text(vi="Đã hết hạn", en="Expired")),
    MandateState.DECLINED: ("neutral", Text(vi="Người nhận không đồng ý", en="Declined")),
    MandateState.WITHDRAWN: ("neutral", Text(vi="Đã rút", en="Withdrawn")),
    MandateState.GIVEN_UP: ("neutral", Text(vi="Người nhận đã thôi", en="Given up")),
}


@dataclass(frozen=True, slots=True)
class MandateLine:
    """A mandate as its page shows it: how it stands, on what it rests, what it covers, and what can be done with it."""

    card: MandateCard
    kind: str
    state: Text
    basis: Text
    procedures: tuple[Text, ...]
    desk: Text | None
    may_accept: bool
    may_end: bool


@for_signed_in
@require_safe
def mandates(request: HttpRequest) -> HttpResponse:
    """List the mandates that the viewer has given, and those that she holds; firms and leaves beside them."""
    return _list(request)


@for_signed_in
@needs_level(SUBMIT_DOSSIER)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Ask to whom, for what and how long; let her act once she accepts."""
    today = now().astimezone(HCM).date()
    asked, refusal = asked_mandate(request, today), None
    if request.method == "POST":
        try:
            give_mandate(wanted=asked.wanted, viewer=viewer_of(request))
        except Refused as refused:
            refusal = refused.refusal
        else:
            return redirect("mandates")
    context = {"asked": asked, "refusal": refusal, "fields": may_be_meant(today).items()}
    return show(request, "mandate_new.html", context, status=NOT_DONE if refusal else 200)


@for_signed_in
@require_POST
def accept(request: HttpRequest, mandate: UUID) -> HttpResponse:
    """Take a mandate on."""
    try:
        actions.accept(mandate=mandate, viewer=viewer_of(request), now=now())
    except Refused as refused:
        return _list(request, refused.refusal)
    return redirect("mandates")


@for_signed_in
@require_safe
def paper(request: HttpRequest, mandate: UUID) -> HttpResponseBase:
    """Show the paper on which a mandate rests, to both and to the desk that kept it."""
    card = mandate_seen(mandate, viewer_of(request))
    kept = stored_file(card.paper, owner_key=card.principal) if card is not None and card.paper else None
    if kept is None:
        raise NotFound(str(mandate))
    return send(kept, store(), download=False)


@for_signed_in
@require_POST
def end(request: HttpRequest, mandate: UUID) -> HttpResponse:
    """Withdraw, decline or give up a mandate, at once."""
    try:
        actions.end(mandate=mandate, viewer=viewer_of(request), now=now())
    except Refused as refused:
        return _list(request, refused.refusal)
    card = mandate_seen(mandate, viewer_of(request))
    if (
        card is not None
        and card.how == MandateState.WITHDRAWN
        and card.principal != viewer_of(request).person
    ):
        return redirect("counter_mandate", card.principal)
    return redirect("mandates")


def _list(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    who: SignedIn = request.who  # type: ignore[attr-defined]  # put there by identity's middleware
    viewer, today = who.viewer, now().astimezone(HCM).date()
    context = {
        "given": [_line(each, today_state=each.state_on(today), holder=False) for each in given_by(viewer)],
        "held": [_line(each, today_state=each.state_on(today), holder=True) for each in held_by(viewer)],
        "firms": firms_of(viewer, today),
        "instead_of": who.instead_of,
        "refusal": refusal,
    }
    return show(request, "mandates.html", context, here="mandates", status=NOT_DONE if refusal else 200)


def _line(card: MandateCard, *, today_state: MandateState, holder: bool) -> MandateLine:
    kind, state = STATES[today_state]
    return MandateLine(
        card=card,
        kind=kind,
        state=state,
        basis=BASES[card.basis],
        procedures=tuple(_name(each) for each in card.procedures),
        desk=holder_name(Holder(card.office, "one_stop")) if card.office else None,
        may_accept=holder and today_state is MandateState.WAITING,
        may_end=today_state in OPEN_MANDATES and (holder or card.basis is not Basis.PARENT),
    )


def _name(key: str) -> Text:
    try:
        return procedure_now(key)[0].name
    except NotPublished:
        return Text(vi=key, en=key)
