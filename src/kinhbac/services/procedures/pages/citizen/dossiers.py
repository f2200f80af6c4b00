"""One's dossiers: the list with unfinished forms, the page right after sending, the status page, and the letters."""

from collections.abc import Mapping
from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from kinhbac.base.text import Text
from kinhbac.kernel.reads import NotFound
from kinhbac.services.procedures.pages.citizen.frame import now, show, viewer_of
from kinhbac.services.procedures.pages.citizen.telling import (
    history_lines,
    path_lines,
    phase_lines,
    readers,
    told_tag,
)
from kinhbac.services.procedures.pages.officer.material import material_of
from kinhbac.services.procedures.pages.officer.sheets.links import sheets_of
from kinhbac.services.procedures.reads.bundles import is_bundle
from kinhbac.services.procedures.reads.dossiers import own_dossiers
from kinhbac.services.procedures.reads.mine import LONGEST_ASKED, OWN, helps_with, mine_of
from kinhbac.services.procedures.reads.own import own_dossier
from kinhbac.services.procedures.reads.own_page import request_term
from kinhbac.services.procedures.reads.own_side import own_side
from kinhbac.services.procedures.rules.names import RECEPTION
from kinhbac.services.procedures.rules.own_turns import OwnTurn
from kinhbac.services.procedures.types import Dossier
from kinhbac.tools.identity.doors import for_signed_in
from kinhbac.tools.notices.actions import mark_read
from kinhbac.tools.notices.reads import box_of

DONE: Mapping[str, Text] = {
    OwnTurn.SUPPLEMENT: Text(vi="Đã gửi phần bổ sung", en="The supplement was sent"),
    OwnTurn.ADJUST: Text(vi="Đã gửi điều chỉnh", en="The changes were sent"),
    OwnTurn.STOP: Text(vi="Hồ sơ đã dừng giải quyết", en="The dossier was stopped"),
    OwnTurn.WITHDRAW: Text(vi="Bạn đã rút hồ sơ", en="You withdrew the dossier"),
    OwnTurn.RATE: Text(vi="Cảm ơn bạn đã đánh giá", en="Thank you for your rating"),
}
"""What the status page says right after a turn."""


@for_signed_in
@require_safe
def dossiers(request: HttpRequest) -> HttpResponse:
    """List what is the viewer's own: forms on their way first, then dossiers that run, then those that ended."""
    asked = request.GET.get("q", "").strip()[:LONGEST_ASKED]
    whose = request.GET.get("whose", "")
    mine = mine_of(viewer_of(request), now(), asked=asked, whose=whose)
    context = {"mine": mine, "asked": asked, "whose": whose, "own": OWN, "filtered": bool(asked or whose)}
    return show(request, "dossiers.html", context, here="dossiers")


@for_signed_in
@require_safe
def dossier(request: HttpRequest, code: str) -> HttpResponse:
    """Say who holds the dossier, until when and why, and show all that happened; a bundle has a page of its own."""
    viewer = viewer_of(request)
    try:
        found, side = own_dossier(code, viewer, now()), own_side(code, viewer, now())
    except NotFound:
        if is_bundle(code, viewer):
            return redirect("bundle", code)
        raise
    tag = told_tag(side, now())
    context = {
        "dossier": found,
        "side": side,
        "tag": tag,
        "steps": path_lines(found.path),
        "phases": phase_lines(found.phases, tag),
        "history": history_lines(found.history),
        "readers": readers(found.openings),
        "request_term": request_term(now()),
        "sheets": sheets_of(material_of(code, viewer)),
        "helps": helps_with(found.summary.case, viewer, now()),
        "done": DONE.get(request.GET.get("done", "")),
    }
    return show(request, "dossier.html", context, here="dossiers")


@for_signed_in
@require_safe
def dossier_submitted(request: HttpRequest, code: str) -> HttpResponse:
    """Say that the form has arrived: its code, what happens next, until when, where to see it."""
    if is_bundle(code, viewer_of(request)):
        return HttpResponseRedirect(f"{reverse('bundle', args=[code])}?done=filed")
    found = own_dossier(code, viewer_of(request), now())
    context = {"dossier": found, "answer_at": _answer_at(found)}
    return show(request, "submitted.html", context, here="dossiers")


@for_signed_in
@require_safe
def messages(request: HttpRequest) -> HttpResponse:
    """Show all letters, latest first, and mark them as read."""
    viewer = viewer_of(request)
    own = {each.case: each for each in own_dossiers(viewer, now())}
    box = box_of(viewer)
    latest = {each.case: each for each in reversed(box)}  # the box begins with the latest
    letters = [(each, own.get(each.case), latest[each.case] is each) for each in box]
    mark_read(viewer=viewer, now=now())
    return show(request, "messages.html", {"letters": letters}, here="messages")


def _answer_at(found: Dossier) -> datetime | None:
    """Return until when reception must be answered, None once it was."""
    return next((each.due.at for each in found.phases if each.key == RECEPTION and each.running), None)
