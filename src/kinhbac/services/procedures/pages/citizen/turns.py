"""Turns of one's own dossier: answers changed and sent with a reason, a supplement checked and sent, stop, withdraw."""

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kinhbac.base.text import Text
from kinhbac.kernel.types import Conflict, Refusal, Refused
from kinhbac.services.procedures.actions import turn_drafts
from kinhbac.services.procedures.actions import turns as actions
from kinhbac.services.procedures.actions.dossiers import Asked
from kinhbac.services.procedures.pages.citizen import changing
from kinhbac.services.procedures.pages.citizen.changing import TurnWalk, turn_walk
from kinhbac.services.procedures.pages.citizen.frame import show, viewer_of
from kinhbac.services.procedures.pages.citizen.journey import ask_page, keep_page
from kinhbac.services.procedures.pages.citizen.side import (
    WRONG,
    Sending,
    closed,
    done,
    line,
    sent,
    side_of,
)
from kinhbac.services.procedures.pages.citizen.supplement import item_lines
from kinhbac.services.procedures.reads.own_side import OwnSide
from kinhbac.services.procedures.reads.turn_drafts import draft_paper, writing_of
from kinhbac.services.procedures.rules.own_turns import OwnTurn
from kinhbac.services.procedures.types import Incomplete
from kinhbac.tools.files.configured import store
from kinhbac.tools.files.pages import send
from kinhbac.tools.forms.render import Problem, target_of
from kinhbac.tools.forms.review import check_view
from kinhbac.tools.forms.types import FieldFault
from kinhbac.tools.identity.doors import for_signed_in
from kinhbac.tools.sign_in.doors import needs_level
from kinhbac.tools.sign_in.types import SUBMIT_DOSSIER

OVERTAKEN = Refusal(
    code="dossier.overtaken",
    reason=Text(vi="Hồ sơ vừa có thay đổi.", en="The dossier has just moved."),
    remedy=Text(
        vi="Những gì bạn viết vẫn còn; xem lại rồi gửi lại.",
        en="What you wrote is still here; look at it again, then send it.",
    ),
)


@for_signed_in
@require_safe
def answers(request: HttpRequest, code: str, turn: OwnTurn) -> HttpResponse:
    """List all answers of the form, each to be changed, with what was changed so far."""
    side = side_of(request, code)
    if turn is OwnTurn.ADJUST and OwnTurn.SUPPLEMENT in side.turns:
        return redirect(changing.answers_address(side, OwnTurn.SUPPLEMENT))
    if turn not in side.turns:
        return closed(request, side, turn)
    walk = turn_walk(request, side, turn)
    writing = writing_of(side, turn)
    context = {
        "side": side,
        "turn": turn,
        "sections": check_view(
            walk.form, walk.draft.answers, change=lambda key: _page_address(walk, key), choices=walk.choices
        ),
        "lines": changing.changed_lines(walk, writing),
        "open_page": walk.address(walk.open_page) if walk.open_page is not None else "",
        "check": changing.check_address(side, turn),
    }
    return show(request, "turn_answers.html", context, here="dossiers")


@for_signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, code: str, turn: OwnTurn, page: str) -> HttpResponse:
    """Ask one page of the form again, or keep what was answered on it and go back to the list."""
    side = side_of(request, code)
    if turn not in side.turns:
        return closed(request, side, turn)
    walk = turn_walk(request, side, turn)
    asked = walk.asked(page)
    if asked is None:
        return redirect(walk.check_address())
    return keep_page(request, walk, asked) if request.method == "POST" else ask_page(request, walk, asked)


@for_signed_in
@needs_level(SUBMIT_DOSSIER)
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, code: str, turn: OwnTurn) -> HttpResponse:
    """Show everything that will be sent; send it. Sent twice, it happens once."""
    side = side_of(request, code)
    if request.method == "POST":
        return _send(request, side, turn)
    writing = writing_of(side, turn)
    if turn not in side.turns:
        return closed(request, side, turn)
    if turn is OwnTurn.SUPPLEMENT and writing.first_unanswered(side) is not None:
        return redirect("supplement", code)
    if turn is OwnTurn.ADJUST and not writing.changed(side):
        return redirect(changing.answers_address(side, turn))
    return _check(request, side, turn)


@for_signed_in
@require_POST
def discard(request: HttpRequest, code: str, turn: OwnTurn) -> HttpResponse:
    """Throw away what was written for a turn; the dossier stays as it is."""
    turn_drafts.drop_writing(code=code, turn=turn, viewer=viewer_of(request))
    return redirect("dossier", code)


@for_signed_in
@require_safe
def file(request: HttpRequest, code: str, turn: OwnTurn, file: UUID) -> HttpResponseBase:
    """Show a paper among what was written for a turn."""
    kept = draft_paper(side_of(request, code), turn, file)
    return send(kept, store(), download=False)


@for_signed_in
@needs_level(SUBMIT_DOSSIER, methods=("GET", "HEAD", "POST"))  # before a reason is typed
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, code: str, turn: OwnTurn) -> HttpResponse:
    """Stop or withdraw: say what it means, ask why, and do it once it is confirmed."""
    side = side_of(request, code)
    if request.method != "POST":
        return _end(request, side, turn) if turn in side.turns else closed(request, side, turn)
    sending = sent(request)
    act = actions.stop if turn is OwnTurn.STOP else actions.withdraw
    try:
        act(side.code, reason=sending.reason, asked=Asked(viewer=viewer_of(request), key=sending.key))
    except Refused as refused:
        return closed(request, side, turn, refused.refusal)
    return done(side, turn)


def _send(request: HttpRequest, side: OwnSide, turn: OwnTurn) -> HttpResponse:
    """Send what was written; where nothing is kept any more, it was sent already."""
    viewer = viewer_of(request)
    if turn is OwnTurn.ADJUST and turn in side.turns:
        reason = line(request.POST, "reason")
        turn_drafts.keep_reason(code=side.code, turn=turn, reason=reason, viewer=viewer)
    try:
        turn_drafts.send_writing(code=side.code, turn=turn, viewer=viewer)
    except Incomplete as incomplete:
        return _check(request, side, turn, faults=incomplete.faults)
    except Conflict:
        return _check(request, side_of(request, side.code), turn, refusal=OVERTAKEN)
    except Refused as refused:
        if turn not in side.turns:
            return closed(request, side, turn, refused.refusal)
        return _check(request, side, turn, refusal=refused.refusal)
    return done(side, turn)


def _check(
    request: HttpRequest,
    side: OwnSide,
    turn: OwnTurn,
    *,
    faults: Sequence[FieldFault] = (),
    refusal: Refusal | None = None,
) -> HttpResponse:
    walk = turn_walk(request, side, turn)
    writing = writing_of(side, turn)
    problems = [_problem(walk, fault) for fault in faults]
    context = {
        "side": side,
        "turn": turn,
        "items": item_lines(side, writing) if turn is OwnTurn.SUPPLEMENT else (),
        "lines": changing.changed_lines(walk, writing),
        "reason": writing.reason,
        "problems": problems,
        "refusal": refusal,
        "answers": changing.answers_address(side, turn),
    }
    return show(
        request, "turn_check.html", context, here="dossiers", status=WRONG if faults or refusal else 200
    )


def _end(request: HttpRequest, side: OwnSide, turn: OwnTurn) -> HttpResponse:
    context = {"side": side, "turn": turn, "sending": Sending(), "stops": turn is OwnTurn.STOP}
    return show(request, "turn_end.html", context, here="dossiers")


def _problem(walk: TurnWalk, fault: FieldFault) -> Problem:
    asked = next((each for each in walk.pages if fault.path in each.fields), None)
    if asked is None:
        return Problem(fault.message, "")
    return Problem(
        fault.message, _page_address(walk, asked.key) + "#" + target_of(walk.form.fields[fault.path])
    )


def _page_address(walk: TurnWalk, key: str) -> str:
    return reverse("turn_page", args=[walk.side.code, walk.turn, key])
